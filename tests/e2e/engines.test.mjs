// The main walks in Firefox and in WebKitGTK, the family of iOS's webview, as built and served. Needs pkg/ and www/shell/dist/.

import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { mediaTypes, serve } from '../../scripts/demo.mjs';
import { engines } from '../package/drivers.mjs';
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
    session.executeScript('return document.querySelector("kualik-renewal")?.shadowRoot?.querySelector(arguments[0])', css);
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

for (const [engine, start] of Object.entries(engines)) {
  test(engine, async (suite) => {
    const { session, stop } = await start();
    after(stop);
    const { at, text, tap, type, date, check, choose } = hands(session);
    const open = async (lang) => {
      await session.get(`${server.url}?on=2025-06-01&lang=${lang}`);
      await at('#situation');
    };
    try {
      await suite.test('from the check to the ticket, annulled, and to another application', async () => {
        await open('kk');
        await check('2025-06-20');
        await at('.panel.yes');
        await tap('.go-on .solid');
        await at('#iin');
        // Every problem at once, above and at its field.
        await tap('#continue');
        await at('#problems');
        await at('#surname-problem');
        for (const [id, value] of Object.entries(person)) {
          if (id === 'region')
            await tap(`#region option[value="${value}"]`).catch(async () => (await at('#region')).sendKeys('город Алматы'));
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

      await suite.test('who cannot apply online is told why, and gets no way on', async () => {
        await open('ru');
        await check('2025-08-10');
        await at('.panel.wait');
        assert.match(await text('.panel.wait'), /обратитесь в ЦОН/);
        assert.match(
          await session.executeScript('return document.querySelector("kualik-renewal").shadowRoot.textContent'),
          /11\s+июля\s+2025/,
        );
        assert.equal(
          await session.executeScript('return document.querySelector("kualik-renewal").shadowRoot.querySelectorAll(".go-on").length'),
          0,
        );
      });
    } finally {
      await session.quit();
    }
  });
}
