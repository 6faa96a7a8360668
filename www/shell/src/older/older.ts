/**
 * What the page's code calls and engines before Chromium 86 or Safari 16.4 lack, loaded by those alone, ahead of everything
 * else (see `page/start.js`). Each follows its standard as far as the page uses it.
 */

import './style-sheets.ts';
import './fallbacks.ts';

/** Defines what is missing; like what engines define, it is not enumerable. */
function supply(owner: object, missing: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(missing)) {
    if (!(name in owner)) Object.defineProperty(owner, name, { value, writable: true, configurable: true });
  }
}

// Chromium 71, Safari 12.1
supply(self, {
  globalThis: self,
  queueMicrotask: (task: () => void) => void Promise.resolve().then(task),
});

// Chromium 69 and 73, Safari 12 and 12.1
supply(Array.prototype, {
  flatMap<T, U>(this: T[], each: (value: T, index: number) => U | U[]): U[] {
    return ([] as U[]).concat(...this.map(each));
  },
});
supply(Object, {
  fromEntries(entries: Iterable<[string, unknown]>) {
    const made: Record<string, unknown> = {};
    for (const [name, value] of entries) made[name] = value;
    return made;
  },
});
// Chromium 66
supply(String.prototype, {
  trimEnd(this: string) {
    return this.replace(/\s+$/, '');
  },
});

// Chromium 69, Safari 12
supply(Element.prototype, {
  toggleAttribute(this: Element, name: string, force = !this.hasAttribute(name)) {
    if (force) this.setAttribute(name, '');
    else this.removeAttribute(name);
    return force;
  },
});

// Chromium 76, Safari 14
supply(Blob.prototype, {
  arrayBuffer(this: Blob) {
    return new Response(this).arrayBuffer();
  },
});

// Chromium 66. What is asked for goes on, as `fetch` knows no signal there; nobody waits for it. Events come from a node:
// there, their targets cannot be constructed either.
supply(self, {
  AbortController: class {
    readonly signal = Object.assign(document.createDocumentFragment(), { aborted: false });
    abort(): void {
      if (this.signal.aborted) return;
      this.signal.aborted = true;
      this.signal.dispatchEvent(new Event('abort'));
    }
  },
});
