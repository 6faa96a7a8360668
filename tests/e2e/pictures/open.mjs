// Opens a page for a test, and looks at what is in it.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Runs `use` with the page, loaded; then nothing may have gone wrong in it. */
export async function onPage(browser, url, { context: options = {}, init, expectErrors = false } = {}, use) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const errors = [];
  const requests = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('request', (request) => requests.push(request.url()));
  await page.addInitScript(() => {
    window.violations = [];
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
      window.violations.push(`${effectiveDirective} ${blockedURI}`),
    );
    // What holds pictures in memory until it is let go of.
    window.urls = new Set();
    window.canvases = [];
    const { createObjectURL, revokeObjectURL } = URL;
    URL.createObjectURL = (blob) => {
      const made = createObjectURL(blob);
      window.urls.add(made);
      window.urlsMade = (window.urlsMade ?? 0) + 1;
      return made;
    };
    URL.revokeObjectURL = (address) => {
      window.urls.delete(address);
      revokeObjectURL(address);
    };
    const { createElement } = Document.prototype;
    Document.prototype.createElement = function (name, ...rest) {
      const element = createElement.call(this, name, ...rest);
      if (name === 'canvas') window.canvases.push(element);
      return element;
    };
  });
  try {
    if (init) await init(page);
    await page.goto(url);
    await use(page, { errors, requests });
    if (!expectErrors) {
      assert.deepEqual(errors, []);
      assert.deepEqual(await page.evaluate(() => window.violations), []);
    }
  } finally {
    await context.close();
  }
}

/** axe's own script; under the page's policy it must be there before the page. */
export const withAxe = (page) => page.addInitScript(axe);

export async function assertAccessible(page, where) {
  const { violations, incomplete, passes } = await page.evaluate(() => window.axe.run());
  const brief = (rules) => rules.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.flat().join(' ')).join(', ')}`);
  assert.deepEqual(brief(violations), [], where);
  assert.deepEqual(brief(incomplete), [], where);
  assert.ok(passes.find(({ id }) => id === 'color-contrast').nodes.length > 5, where);
}

/** Nothing runs over an edge or is cut off, and everything can be hit with a thumb. */
export async function assertFits(page, element, where) {
  const found = await page.evaluate((name) => {
    const inside = [...document.querySelector(name).shadowRoot.querySelectorAll('*')].filter(
      (each) => each.getClientRects().length > 0 && !each.closest('svg') && !each.matches('.unseen'),
    );
    const label = (each) => `${each.localName}.${each.getAttribute('class')} ${each.textContent.trim().slice(0, 30)}`;
    // A picture behind a frame is larger than the frame: that is what the frame is for.
    const over = inside
      .filter((each) => !each.closest('.viewport'))
      .filter(
        (each) =>
          each.getBoundingClientRect().right > innerWidth + 0.5 ||
          (each.scrollWidth > each.clientWidth && each.clientWidth > 0) ||
          (each.scrollHeight > each.clientHeight + 1 &&
            each.clientHeight > 0 &&
            getComputedStyle(each).overflowY !== 'visible' &&
            !each.matches('.picture, .paper')),
      );
    const small = inside
      .filter((each) => each.matches('button, label, summary'))
      .filter((each) => {
        const { width, height } = each.getBoundingClientRect();
        return width < 44 || height < 44;
      });
    return {
      over: [...(document.documentElement.scrollWidth > innerWidth ? ['the page'] : []), ...over.map(label)],
      small: small.map(label),
      count: inside.length,
    };
  }, element);
  assert.ok(found.count > 10, where);
  assert.deepEqual(found.over, [], where);
  assert.deepEqual(found.small, [], where);
}
