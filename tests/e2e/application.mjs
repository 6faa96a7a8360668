// The built page in Chromium, and the way through its steps, as an applicant goes it.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { launch } from '../../scripts/chromium.mjs';
import { serve } from '../../scripts/demo.mjs';

export const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** A portrait of the public domain on plain grey: see PROVENANCE.md beside it. */
export const portrait = fileURLToPath(new URL('../fixtures/imaging/portrait-1-plain.jpg', import.meta.url));
export const dist = fileURLToPath(new URL('../../www/shell/dist/', import.meta.url));
export const languages = ['kk', 'ru', 'en'];

/** Synthetic: the number's control digit holds, and it belongs to nobody. */
export const person = {
  iin: '880412401006',
  surname: 'Сейдахметова',
  givenName: 'Мәдина',
  phone: '8 (701) 000-00-00',
  cardNumber: '041236587',
  region: '75',
  registrationPoint: '№ 1 тіркеу пункті',
};

/** A server and a browser (with further `switches`) for one test file; `onPage` gives each test a page of its own. */
export async function open(switches = []) {
  const server = await serve({ port: 0 });
  const browser = await launch(switches);
  return {
    server,
    browser,
    close: async () => {
      await browser.close();
      await server.close();
    },
    /** Runs `use` with the page, loaded; then nothing may have gone wrong in it, and nothing left it but its own files. */
    async onPage({ query = 'on=2025-06-01&lang=ru', context: options = {}, init, url = server.url, expectErrors = false }, use) {
      const context = await browser.newContext({ viewport: { width: 360, height: 740 }, reducedMotion: 'reduce', ...options });
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      const errors = [];
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
      page.on('pageerror', (error) => errors.push(String(error)));
      await page.addInitScript(() => {
        window.violations = [];
        addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
          window.violations.push(`${effectiveDirective} ${blockedURI}`),
        );
        window.heard = [];
        for (const type of ['step', 'draft', 'record'])
          addEventListener(`kualik-${type}`, ({ detail }) => window.heard.push({ type, detail }));
      });
      try {
        if (init) await init(page, context);
        await page.goto(`${url}?${query}`);
        await page.locator('#situation').waitFor();
        await use(page, context);
        if (!expectErrors) {
          assert.deepEqual(errors, []);
          assert.deepEqual(await page.evaluate(() => window.violations), []);
        }
      } finally {
        await context.close();
      }
    },
  };
}

export const textOf = async (locator) => (await locator.innerText()).replace(/\s+/g, ' ').trim();

export async function typeDate(page, id, text) {
  const [year, month, day] = text.split('-');
  for (const [part, value] of Object.entries({ day, month, year })) await page.locator(`[name=${id}-${part}]`).fill(value);
}

/** Answers the one question, or changes its answer. */
export async function choose(page, situation) {
  const change = page.locator('#change-situation');
  if (await change.count()) await change.click();
  await page.locator(`#situation input[value=${situation}]`).click();
}

export async function check(page, expiresOn = '2025-06-20') {
  await choose(page, 'expiry');
  await typeDate(page, 'expiry', expiresOn);
}

/** From the check to the details. */
export async function goOn(page, expiresOn) {
  await check(page, expiresOn);
  await page.locator('.go-on .solid').click();
  await page.locator('#iin').waitFor();
}

/** A frame as the functions here take a page: all is in the frame but the mouse, which the page around it has. */
export const handsIn = (page, frame) => Object.assign(Object.create(frame), { locator: (css) => frame.locator(css), mouse: page.mouse });

export const next = (page) => page.locator('#continue').click();

export async function fillDetails(page, details = person) {
  for (const [id, value] of Object.entries(details)) {
    if (id === 'region') await page.locator('#region').selectOption(value);
    else await page.locator(`#${id}`).fill(value);
  }
}

/** Until the picture is judged and made ready to be sent. */
const accepted = (page, subject) => page.locator(`#${subject}-status.good, #${subject}-status.doubtful`).waitFor();

export async function givePhoto(page, file = portrait) {
  await page.locator('#photo input[type=file]').last().setInputFiles(file);
  await accepted(page, 'photo');
}

/** One stroke on the open board. */
export async function drawSignature(page) {
  const board = page.locator('#signature-board');
  await board.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await board.boundingBox();
  const point = (share) => [x + width * (0.2 + 0.6 * share), y + height * (0.5 + 0.25 * Math.sin(share * 15))];
  await page.mouse.move(...point(0));
  await page.mouse.down();
  for (let step = 1; step <= 60; step += 1) await page.mouse.move(...point(step / 60));
  await page.mouse.up();
}

export async function sign(page) {
  await page.locator('#signature-draw').click();
  await drawSignature(page);
  await page.locator('#signature-done').click();
  await accepted(page, 'signature');
}

export async function pay(page, reference = 'P-1', paidOn = '2025-06-01') {
  await page.locator('input[value=payment]').check();
  await page.locator('#paymentReference').fill(reference);
  await typeDate(page, 'paidOn', paidOn);
}

/** From the check to the duty. */
export async function toDuty(page, expiresOn) {
  await goOn(page, expiresOn);
  await fillDetails(page);
  await next(page);
  await givePhoto(page);
  await sign(page);
  await next(page);
}

/** From the check to the review, with everything filled in. */
export async function toReview(page, { expiresOn, reference } = {}) {
  await toDuty(page, expiresOn);
  await pay(page, reference);
  await next(page);
  await page.locator('#consent').waitFor();
}

export async function send(page) {
  await page.locator('#consent').check();
  await page.locator('#send').click();
}

/** From the check to the ticket; gives its number. */
export async function toTicket(page, options) {
  await toReview(page, options);
  await send(page);
  return textOf(page.locator('.ticket .number'));
}

export const play = (page, move) => page.locator(`[data-move=${move}]`).click();
export const heading = (page) => textOf(page.locator('#step-heading'));

/** What axe finds against WCAG 2.2 AA and its own best practices. */
export async function axeFindings(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }),
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.flat().join(' ')).join(', ')}`);
}

/** The digests of the scripts in the page itself, as its policy names them. */
export async function digestsInside(page) {
  const inside = await page.locator('script:not([src])').allTextContents();
  return inside.map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
}
