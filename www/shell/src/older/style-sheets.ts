/**
 * Constructed style sheets (CSSOM) for engines without them: Chromium before 73, Firefox before 101, Safari before 16.4. A
 * `<style>` element is no way out, as the page's policy allows sheets from its own origin alone. So whatever adopts sheets
 * gets an empty one from there, and their rules are put into it.
 */

import empty from './empty.css?url';

type Root = Document | ShadowRoot;

/** The rules of a sheet one by one, as `insertRule` takes them. */
function rulesOf(text: string): string[] {
  const rules: string[] = [];
  const parts = /[{}]|"[^"]*"|'[^']*'|\/\*[\s\S]*?\*\//g;
  let depth = 0;
  let from = 0;
  for (let part = parts.exec(text); part; part = parts.exec(text)) {
    if (part[0] === '{') depth += 1;
    if (part[0] === '}') depth -= 1;
    if (part[0] !== '}' || depth > 0) continue;
    rules.push(text.slice(from, parts.lastIndex));
    from = parts.lastIndex;
  }
  return rules;
}

class Sheet {
  rules: readonly string[] = [];
  replaceSync(text: string): void {
    this.rules = rulesOf(text);
  }
  replace(text: string): Promise<this> {
    this.replaceSync(text);
    return Promise.resolve(this);
  }
}

/** What a root adopted, and the sheet that holds it. */
const adopted = new WeakMap<Root, readonly Sheet[]>();
const links = new WeakMap<Root, HTMLLinkElement>();

/** Puts the rules of what is adopted into the sheet, once it has loaded. */
function fill(root: Root): void {
  const sheet = links.get(root)?.sheet;
  if (!sheet) return;
  while (sheet.cssRules.length > 0) sheet.deleteRule(0);
  for (const { rules } of adopted.get(root) ?? []) {
    for (const rule of rules) {
      try {
        sheet.insertRule(rule, sheet.cssRules.length);
      } catch {
        // A selector of a later year: as in any sheet, that rule does not count.
      }
    }
  }
}

function adopt(root: Root, sheets: readonly Sheet[]): void {
  adopted.set(root, sheets);
  if (links.has(root)) return fill(root);
  const link = document.createElement('link');
  links.set(root, link);
  link.rel = 'stylesheet';
  link.href = empty;
  const { style } = 'host' in root ? (root.host as HTMLElement) : root.documentElement;
  // Nothing is to be seen before it has its form; where that does not load, it can be used without.
  style.visibility = 'hidden';
  for (const event of ['load', 'error']) {
    link.addEventListener(event, () => {
      fill(root);
      style.visibility = '';
    });
  }
  ('host' in root ? root : root.head).appendChild(link);
}

if (!('adoptedStyleSheets' in Document.prototype && 'replace' in CSSStyleSheet.prototype)) {
  Object.assign(self, { CSSStyleSheet: Sheet });
  for (const { prototype } of [Document, ShadowRoot]) {
    Object.defineProperty(prototype, 'adoptedStyleSheets', {
      configurable: true,
      get(this: Root) {
        return adopted.get(this) ?? [];
      },
      set(this: Root, sheets: readonly Sheet[]) {
        adopt(this, sheets);
      },
    });
  }
}
