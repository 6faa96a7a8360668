/** Adds the fallbacks of `fallbacks.css` to the sheets of the page's elements, whatever those adopt. */

import text from './fallbacks.css?inline';

const fallbacks = new CSSStyleSheet();
fallbacks.replaceSync(text);

const own = Object.getOwnPropertyDescriptor(ShadowRoot.prototype, 'adoptedStyleSheets');
if (own?.set) {
  Object.defineProperty(ShadowRoot.prototype, 'adoptedStyleSheets', {
    ...own,
    set(this: ShadowRoot, sheets: readonly CSSStyleSheet[]) {
      own.set?.call(this, this.host.localName.startsWith('kualik-') ? [...sheets, fallbacks] : sheets);
    },
  });
}
