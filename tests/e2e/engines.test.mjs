// The main walks in Firefox, in WebKitGTK, the family of iOS's webview, and in engines of earlier years, as built and served.
// Needs pkg/ and www/shell/dist/.

import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { mediaTypes, serve } from '../../scripts/demo.mjs';
import { host } from '../../pkg/host/index.js';
import { newest, oldEngines, startEmbedded } from '../engines/engines.mjs';
import { driven, engines } from '../package/drivers.mjs';
import { dist, person, portrait } from './application.mjs';
import { signaturePicture } from './signature-picture.mjs';
import { startOrigin } from './origin.mjs';

let server;
let folder;
let signature;
before(async () => {
  server = await serve({ port: 0 });
  folder = mkdtempSync(join(tmpdir(), 'kualik-engines-'));
  signature = join(folder, 'signature.png');
  writeFileSync(signature, signaturePicture());
});
after(async () => {
  await server?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** An origin of its own with the build, its host being `?named=`, and with `/around?`, a page around another. */
async function startPages() {
  return startOrigin((request, response) => {
    const { pathname, search, searchParams } = new URL(request.url, 'http://localhost');
    const name = pathname === '/' ? 'index.html' : pathname.slice(1);
    const type = pathname === '/around' ? 'text/html' : mediaTypes[extname(name)];
    response.writeHead(200, { 'Content-Type': type ?? 'application/octet-stream' });
    if (pathname === '/around') return response.end(`<!doctype html><iframe src="${decodeURIComponent(search.slice(1))}"></iframe>`);
    const body = existsSync(join(dist, name)) ? readFileSync(join(dist, name)) : '';
    const host = `<head><meta name="kualik-host" content="${searchParams.get('named') ?? ''}">`;
    return response.end(name === 'index.html' ? String(body).replace('<head>', host) : body);
  });
}

/** What a person does with a page: everything stands in the element's shadow. */
function hands(session) {
  const find = (css) =>
    session.executeScript(
      `const element = document.querySelector('kualik-renewal');
      return element && element.shadowRoot && element.shadowRoot.querySelector(arguments[0]);`,
      css,
    );
  const at = (css) => session.wait(() => find(css), 20_000, `nothing is at ${css}`);
  const text = async (css) => {
    const element = await at(css);
    return (await session.executeScript('return arguments[0].innerText', element)).replace(/\s+/g, ' ').trim();
  };
  const tap = async (css) => {
    const element = await at(css);
    await session.executeScript('arguments[0].scrollIntoView({ block: "center" })', element);
    await element.click();
  };
  const type = async (css, value) => {
    const element = await at(css);
    await element.clear();
    await element.sendKeys(value);
  };
  const date = async (id, value) => {
    const [year, month, day] = value.split('-');
    for (const [part, typed] of Object.entries({ day, month, year })) await type(`[name=${id}-${part}]`, typed);
  };
  const check = async (expiresOn) => {
    await tap('input[value=expiry]');
    await date('expiry', expiresOn);
  };
  /** As a file chooser does: the driver names the file. */
  const choose = async (css, path) => (await at(css)).sendKeys(path);
  return { at, text, tap, type, date, check, choose };
}

/** Starts the engine for a test of its own, and ends it with that. */
const inEngine = (name, start, use) =>
  test(name, async (suite) => {
    const { session, stop } = await start();
    try {
      await use(suite, session, hands(session));
      await session.quit();
    } finally {
      await stop();
    }
  });

const opened =
  (session, { at }) =>
  async (lang) => {
    await session.get(`${server.url}?on=2025-06-01&lang=${lang}`);
    await at('#situation');
  };

/** From the first question to the ticket. */
async function toTicket({ at, text, tap, type, date, check, choose }) {
  await check('2025-06-20');
  await at('.panel.yes');
  await tap('.go-on .solid');
  await at('#iin');
  // Every problem at once, above and at its field.
  await tap('#continue');
  await at('#problems');
  await at('#surname-problem');
  for (const [id, value] of Object.entries(person)) {
    if (id === 'region') await tap(`#region option[value="${value}"]`).catch(async () => (await at('#region')).sendKeys('город Алматы'));
    else await type(`#${id}`, value);
  }
  await tap('#continue');
  await at('#photo');
  await choose('#photo-file', portrait);
  await at('#photo-status.good, #photo-status.doubtful');
  await choose('#signature-file', signature);
  await at('#signature-status.good, #signature-status.doubtful');
  await tap('#continue');
  await tap('input[value=payment]');
  await type('#paymentReference', 'P-1');
  await date('paidOn', '2025-06-01');
  await tap('#continue');
  await tap('#consent');
  assert.match(await text('.later'), new RegExp(person.surname));
  await tap('#send');
}

for (const [engine, start] of Object.entries(engines)) {
  inEngine(engine, start, async (suite, session, applicant) => {
    const { at, text, tap, check } = applicant;
    const open = opened(session, applicant);
    await suite.test('from the check to the ticket, annulled, and to another application', async () => {
      await open('kk');
      await toTicket(applicant);
      const ticket = await text('.ticket .number');
      assert.match(ticket, /^SANDBOX-\d{6}$/);
      await tap('[data-move=review-started]');
      await tap('[data-move=annulled]');
      await tap('#again');
      await at('#photo');
      await at('#signature img');
      assert.equal(
        await session.executeScript('return document.querySelector("kualik-renewal").shadowRoot.querySelectorAll("#photo img").length'),
        0,
      );
    });

    await suite.test('who cannot apply online is told why, and gets no way on', async () => {
      const content = () => session.executeScript('return document.querySelector("kualik-renewal").shadowRoot.textContent');
      const ways = () =>
        session.executeScript('return document.querySelector("kualik-renewal").shadowRoot.querySelectorAll(".go-on").length');
      await open('ru');
      await check('2025-08-10');
      await at('.panel.wait');
      assert.match(await text('.panel.wait'), /обратитесь в ЦОН/);
      assert.match(await content(), /11\s+июля\s+2025/);
      assert.equal(await ways(), 0);
      await tap('#change-situation');
      await tap('input[value=loss]');
      assert.match(await text('.panel.no'), /оформление недоступно, обратитесь в ЦОН/i);
      assert.equal(await ways(), 0);
    });
  });
}

if (oldEngines['Qt WebEngine 5.12']) {
  test('Qt WebEngine 5.12, an app around the page, over a QWebChannel', async () => {
    const heard = [];
    // Synthetic, as the app of a service would answer.
    const registered = { type: 'registered', at: 1748736000000, by: 'portal', ticket: 'ALM-7', dutyPaid: true, paidOn: '2025-06-01' };
    // What is said as it closes finds nobody.
    const line = host((text) => void app.tell(text).catch(() => {}), {
      configure: { now: Date.parse('2025-06-01T07:00:00Z'), lang: 'kk', gateway: 'host', signing: 'host' },
      on: {
        verdict: ({ verdict }) => heard.push(verdict?.outcome),
        'sign-request': ({ canonical }) => ({ outcome: 'signed', signature: { format: 'host', bytes: canonical.slice(0, 8) } }),
        submit: ({ canonical }) => ({
          outcome: 'registered',
          event: { ...registered, region: JSON.parse(new TextDecoder().decode(canonical)).region },
        }),
        'protocol-problem': (problem) => heard.push(problem),
      },
    });
    const app = await startEmbedded((text) => line.receive(text));
    try {
      const applicant = hands(app.session);
      await app.session.get(server.url);
      await toTicket(applicant);
      assert.equal(await applicant.text('.ticket .number'), 'ALM-7');
      assert.deepEqual(heard, ['eligible']);
      await app.session.quit();
    } finally {
      line.close();
      await app.stop();
    }
  });
}

for (const [engine, start] of Object.entries(driven)) {
  inEngine(`${engine}, in a frame`, start, async (suite, session) => {
    // Firefox lists no ancestors (`location.ancestorOrigins`), WebKit does.
    await suite.test('a page of another origin is seen, however far out', async () => {
      const shown = async (chain, named) => {
        const pages = { foreign: await startPages(), own: await startPages(), app: await startPages() };
        try {
          const inner = `${pages.own.origin}/?lang=en${named ? `&named=${encodeURIComponent(pages[named].origin)}` : ''}`;
          const address = chain.reduceRight((child, name) => `${pages[name].origin}/around?${encodeURIComponent(child)}`, inner);
          await session.get(address);
          for (const _ of chain) {
            await session.wait(() => session.executeScript('return document.querySelector("iframe") !== null'), 20_000);
            await session.switchTo().frame(0);
          }
          const read = () => session.executeScript('return document.querySelector("kualik-renewal")?.shadowRoot?.textContent');
          await session.wait(async () => /cannot be shown|waiting for the app|What happened/.test(await read()), 20_000);
          return await read();
        } finally {
          await session.switchTo().defaultContent();
          for (const each of Object.values(pages)) await each.close();
        }
      };
      assert.match(await shown(['own', 'own']), /What happened/);
      assert.match(await shown(['foreign', 'own']), /cannot be shown/);
      assert.match(await shown(['app'], 'app'), /waiting for the app/);
      assert.match(await shown(['foreign', 'app'], 'app'), /cannot be shown/);
    });
  });
}

/** What makes the page's form, at its first question and at an answer; measures are in pixels of a screen 360 wide. */
const form = `
  const root = document.querySelector('kualik-renewal').shadowRoot;
  const styles = {
    header: ['color', 'backgroundColor', 'paddingLeft', 'borderTopLeftRadius'],
    h2: ['fontSize', 'fontWeight'],
    '.option': ['display', 'paddingLeft', 'borderTopColor'],
    '.option.chosen': ['backgroundColor'],
    '.date-part input': ['width', 'height', 'borderTopWidth', 'borderTopColor', 'fontSize'],
    '.panel': ['color', 'backgroundColor', 'paddingLeft', 'paddingTop', 'borderTopLeftRadius'],
    '.solid': ['color', 'backgroundColor', 'fontWeight', 'minHeight', 'width'],
    '.timeline li': ['display', 'paddingTop', 'paddingBottom'],
    '.refusals li': ['borderLeftWidth', 'borderLeftColor', 'paddingLeft'],
    summary: ['color', 'paddingTop'],
  };
  const found = {};
  for (const selector in styles) {
    const element = root.querySelector(selector);
    for (const name of styles[selector]) found[selector + ' ' + name] = element && getComputedStyle(element)[name];
  }
  const place = (selector) => root.querySelector(selector) && root.querySelector(selector).getBoundingClientRect();
  const between = (one, other, from, to) => place(one) && place(other) && Math.round(place(other)[to] - place(one)[from]);
  found.languages = between('.languages button', '.languages button + button', 'right', 'left');
  found.option = between('.option input', '.option span', 'right', 'left');
  found.dates = between('.date-part', '.date-part + .date-part', 'right', 'left');
  const change = root.querySelector('#change-situation');
  found.change = change && change.offsetHeight;
  found.timeline = between('.timeline .symbol', '.timeline time', 'right', 'left');
  return found;`;

/** The form at each of some states of the check. */
async function forms(session, applicant) {
  const { at, tap, check } = applicant;
  await session.resize(360, 740);
  const found = {};
  await opened(session, applicant)('ru');
  found.question = await session.executeScript(form);
  await check('2025-06-20');
  await at('.panel.yes');
  found.yes = await session.executeScript(form);
  await opened(session, applicant)('ru');
  await tap('input[value=loss]');
  await at('.panel.no');
  found.no = await session.executeScript(form);
  return found;
}

let expected;
inEngine('Chromium', newest.Chromium, async (suite, session, applicant) => {
  await suite.test('has a form to compare with', async () => {
    expected = await forms(session, applicant);
    assert.equal(expected.question['header backgroundColor'], 'rgb(0, 86, 107)');
    assert.ok(Object.values(expected.yes).every((value) => value !== 'auto'));
  });
});

for (const [engine, start] of Object.entries({ ...newest, ...oldEngines })) {
  inEngine(`${engine}, looked at`, start, async (suite, session, applicant) => {
    await suite.test('has the form that it has today, under the policy', async () => {
      assert.deepEqual(await forms(session, applicant), expected);
      assert.deepEqual(
        session.said.filter((said) => /refused|violat/i.test(said)),
        [],
      );
    });

    await suite.test('by keyboard, with a ring around what has the focus', async () => {
      await opened(session, applicant)('kk');
      const focused = () =>
        session.executeScript(`
          const { activeElement } = document.querySelector('kualik-renewal').shadowRoot;
          if (!activeElement) return {};
          const { outlineStyle, outlineWidth } = getComputedStyle(activeElement.closest('.option') || activeElement);
          return { name: activeElement.name || activeElement.className, ring: outlineStyle + ' ' + outlineWidth };`);
      const tabTo = async (name) => {
        for (let presses = 0; presses < 40; presses += 1) {
          await session.press('Tab');
          const at = await focused();
          if (at.name === name) return assert.equal(at.ring, 'solid 3px', name);
        }
        return assert.fail(`${name} is not reached`);
      };
      await tabTo('situation');
      await session.press(' ');
      for (const [part, value] of Object.entries({ day: '20', month: '6', year: '2025' })) {
        await tabTo(`expiry-${part}`);
        await session.type(value);
      }
      await applicant.at('.panel.yes');
      await tabTo('solid');
      await session.press('Enter');
      await applicant.at('#iin');
    });
  });
}
