// Leaving the page: who is asked, what is ended, what the app around it is told, and what is left afterwards. In Chromium,
// as built and served. Needs pkg/ and www/shell/dist/.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { check, fillDetails, goOn, next, open, person, send, textOf, toReview, toTicket } from './application.mjs';

let site;
before(async () => {
  site = await open();
});
after(() => site.close());

const noon = Date.parse('2025-06-01T07:00:00Z');

/** The page in an app that writes down what it hears, and whose server answers when it is told to. */
const inApp = (use) =>
  site.onPage(
    {
      query: 'lang=en',
      init: (page) =>
        page.addInitScript((now) => {
          window.told = [];
          window.KualikHost = {
            postMessage: (text) => {
              const message = JSON.parse(text);
              window.told.push(message);
              if (message.type === 'ready' && window.told.length === 1) {
                setTimeout(() => window.kualik.receive({ kualik: 1, type: 'configure', now, gateway: 'host', signing: 'host' }), 0);
              }
            },
          };
          window.say = (message) => window.kualik.receive({ kualik: 1, ...message });
        }, noon),
    },
    async (page) => {
      const told = (type) => page.evaluate((type) => window.told.filter((message) => message.type === type), type);
      await use(page, told);
    },
  );

const left = async (told) => (await told('close')).map((message) => message.left);
const closed = (page) => page.locator('kualik-renewal', { hasText: 'The page is closed' }).waitFor();

/** Once the app was told a message of that type. */
const until = (page, type) => page.waitForFunction((type) => window.told.some((message) => message.type === type), type);

/** Signs with anything, as the app that was asked. */
async function signIt(page) {
  await until(page, 'sign-request');
  await page.evaluate(() => {
    const { id } = window.told.findLast(({ type }) => type === 'sign-request');
    window.say({ type: 'sign-response', id, outcome: 'signed', signature: { format: 'host', bytes: { $base64: 'AQ==' } } });
  });
}

/** To where the app has the application and has not answered. */
async function toSending(page) {
  await toReview(page);
  await send(page);
  await signIt(page);
  await until(page, 'submit');
}

describe('closing inside an app', () => {
  test('with nothing entered: at once', () =>
    inApp(async (page, told) => {
      await page.locator('#leave').click();
      await closed(page);
      assert.deepEqual(await left(told), ['nothing']);
    }));

  test('with a form that is not sent: asks, and forgets only then', () =>
    inApp(async (page, told) => {
      await goOn(page);
      await page.locator('#surname').fill(person.surname);
      await page.locator('#leave').click();
      await page.locator('#stay').click();
      assert.equal(await page.locator('#surname').inputValue(), person.surname);
      assert.deepEqual(await left(told), []);
      await page.locator('#leave').click();
      await page.locator('#leave-anyway').click();
      await closed(page);
      assert.deepEqual(await left(told), ['draft']);
    }));

  test('while signing: the signature is given up, and a late one sends nothing', () =>
    inApp(async (page, told) => {
      await toReview(page);
      await send(page);
      await until(page, 'sign-request');
      await page.locator('#leave').click();
      await page.locator('#stay').waitFor();
      await signIt(page);
      await page.locator('#leave-anyway').click();
      await closed(page);
      assert.deepEqual([await left(told), await told('submit')], [['draft'], []]);
    }));

  test('while sending: says that it may have arrived, and tells the app so', () =>
    inApp(async (page, told) => {
      await toSending(page);
      await page.locator('#leave').click();
      assert.match(await textOf(page.locator('#leaving-question')), /may have arrived/);
      await page.locator('#leave-anyway').click();
      await closed(page);
      assert.deepEqual(await left(told), ['sending']);
      // A late answer finds nobody.
      await page.evaluate(() => {
        const { id } = window.told.find(({ type }) => type === 'submit');
        window.say({ type: 'submit-result', id, outcome: 'unreachable', because: 'server' });
      });
      assert.equal((await told('protocol-problem')).at(-1).because, 'out-of-turn');
    }));

  test('by the app, at any time: ended and forgotten', () =>
    inApp(async (page, told) => {
      await toSending(page);
      await page.evaluate(() => {
        addEventListener('kualik-close', ({ detail }) => {
          window.ended = detail;
        });
        window.say({ type: 'close' });
      });
      await closed(page);
      assert.deepEqual([await left(told), await page.evaluate(() => window.ended)], [[], 'sending']);
    }));
});

test('an app is asked for the time when the device’s clock was set', () =>
  inApp(async (page, told) => {
    await page.evaluate(() => {
      const { now } = Date;
      Date.now = () => now() + 86_400_000;
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await page.waitForFunction(() => window.told.filter(({ type }) => type === 'ready').length === 2);
    // Of the answer, the time alone counts: the reader has chosen another language since.
    await page.locator('button[lang=kk]').click();
    await page.evaluate((now) => window.say({ type: 'configure', now, lang: 'ru' }), Date.parse('2025-06-30T19:00:00Z'));
    await check(page);
    await page.locator('.panel.no').waitFor();
    assert.equal(await page.evaluate(() => document.querySelector('kualik-renewal').lang), 'kk');
    assert.deepEqual([(await told('ready')).length, await told('protocol-problem')], [2, []]);
  }));

test('on a plain page, whoever has their ticket finishes, and nothing of them is left in the page', () =>
  site.onPage({ query: 'on=2025-06-01&lang=en' }, async (page) => {
    assert.equal(await page.locator('#leave').count(), 0);
    await page.evaluate(() => {
      const instantiated = [];
      window.instances = instantiated;
      const { instantiate, Instance } = WebAssembly;
      WebAssembly.instantiate = async (...args) => {
        const answer = await instantiate.apply(WebAssembly, args);
        instantiated.push(answer);
        return answer;
      };
      WebAssembly.Instance = new Proxy(Instance, {
        construct(target, args) {
          const made = new target(...args);
          instantiated.push(made);
          return made;
        },
      });
    });
    const ticket = await toTicket(page);
    const before = await page.evaluate(() => window.instances.length);
    await page.locator('#leave').click();
    await closed(page);
    assert.ok(!(await page.evaluate(() => document.querySelector('kualik-renewal').shadowRoot.innerHTML)).includes(ticket));
    // A fresh instance of the core, whose memory has held nothing.
    await page.waitForFunction((count) => window.instances.length > count, before);
    await page.locator('#restart').click();
    await page.locator('#situation').waitFor();
    await goOn(page);
    assert.equal(await page.locator('#surname').inputValue(), '');
  }));

describe('an element that is taken out of the document', () => {
  const setUp = (page) =>
    page.evaluate((now) => {
      window.sent = 0;
      window.aborted = [];
      const renewal = document.querySelector('kualik-renewal');
      renewal.configure({
        now,
        gateway: {
          kind: 'http',
          submit: (_submission, signal) => {
            window.sent += 1;
            signal.addEventListener('abort', () => window.aborted.push('sending'));
            return new Promise(() => {});
          },
          follow: () => () => {},
        },
        signing: {
          kind: 'ncalayer',
          sign: (_canonical, _sha256, signal) =>
            new Promise((resolve) => {
              signal.addEventListener('abort', () => window.aborted.push('signing'));
              window.signIt = () => resolve({ outcome: 'signed', signature: { format: 'cms', bytes: new Uint8Array([1]) } });
            }),
        },
      });
    }, noon);

  test('while signing: sends nothing', () =>
    site.onPage({ query: 'lang=en' }, async (page) => {
      await setUp(page);
      await toReview(page);
      await send(page);
      await page.waitForFunction(() => window.signIt);
      await page.evaluate(async () => {
        document.querySelector('kualik-renewal').remove();
        await null;
        window.signIt();
      });
      assert.deepEqual(await page.evaluate(() => [window.sent, window.aborted]), [0, ['signing']]);
    }));

  test('while sending: ends the request; only moved, it goes on', () =>
    site.onPage({ query: 'lang=en' }, async (page) => {
      await setUp(page);
      await toReview(page);
      await send(page);
      await page.waitForFunction(() => window.signIt);
      await page.evaluate(() => window.signIt());
      await page.waitForFunction(() => window.sent === 1);
      await page.evaluate(() => {
        const renewal = document.querySelector('kualik-renewal');
        renewal.parentNode.append(renewal);
      });
      assert.deepEqual(await page.evaluate(() => window.aborted), []);
      await page.evaluate(() => {
        const renewal = document.querySelector('kualik-renewal');
        renewal.remove();
        window.renewal = renewal;
      });
      assert.deepEqual(await page.evaluate(() => window.aborted), ['sending']);
      // Back again, it says what happened, and sends the same bytes.
      await page.evaluate(() => document.querySelector('main').append(window.renewal));
      await page.locator('#sending-problem .failure').waitFor();
      await page.locator('#send').click();
      await page.waitForFunction(() => window.sent === 2);
    }));
});

test('no field offers the browser anything to remember', () =>
  site.onPage({ query: 'on=2025-06-01&lang=en' }, async (page) => {
    await goOn(page);
    const completed = await page
      .locator('input:not([type=checkbox]):not([type=radio]), textarea')
      .evaluateAll((fields) => fields.map(({ autocomplete }) => autocomplete));
    assert.deepEqual([...new Set(completed)], ['off']);
  }));

test('one person’s sending leaves another’s kept draft where it is', () =>
  site.onPage({ query: 'on=2025-06-01&lang=en' }, async (page, context) => {
    await goOn(page);
    await fillDetails(page);
    await page.locator('#keep').check();
    await next(page);
    await page.locator('#photo').waitFor();
    const other = await context.newPage();
    await other.goto(page.url());
    await other.locator('#situation').waitFor();
    await toTicket(other);
    await other.reload();
    await other.locator('#situation').waitFor();
    await goOn(other);
    await other.locator('#use-draft').click();
    await other.locator('#photo').waitFor();
  }));
