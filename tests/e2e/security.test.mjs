// That the page cannot be taken over: its policy is tried by what it forbids, and hostile text ends as text wherever it
// can come in. In Chromium, as built and served. Needs pkg/ and www/shell/dist/.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ruleset, init } from '../../pkg/node.js';
import { check, fillDetails, goOn, next, open, pay, person, send, sign, givePhoto, textOf, toReview, typeDate } from './application.mjs';
import { startOrigin } from './origin.mjs';

let site;
/** Somebody else's server, which nobody may reach. */
let foreign;
let reached = 0;
before(async () => {
  await init();
  site = await open();
  foreign = await startOrigin((_request, response) => {
    reached += 1;
    response.writeHead(200, { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'text/javascript' }).end('window.pwned = "foreign"');
  });
});
after(async () => {
  await site.close();
  await foreign.close();
});

describe('the policy, by trying what it forbids', () => {
  /** What is tried in the page with the foreign origin, and the directive that stops it. */
  const attempts = {
    'an inline script': [
      () => {
        const script = document.createElement('script');
        script.append('window.pwned = "inline"');
        document.body.append(script);
        // Trusted Types stop it without a word to the page.
      },
      undefined,
    ],
    'an inline handler': [
      () => {
        const image = document.createElement('img');
        image.setAttribute('onerror', 'window.pwned = "handler"');
        image.src = 'nothing.png';
        document.body.append(image);
      },
      'require-trusted-types-for',
    ],
    eval: [
      () => {
        globalThis.eval('window.pwned = "eval"');
      },
      'require-trusted-types-for',
    ],
    'a function from text': [
      () => {
        new Function('window.pwned = "function"')();
      },
      'require-trusted-types-for',
    ],
    'a timer from text': [
      () => {
        setTimeout('window.pwned = "timer"');
      },
      'require-trusted-types-for',
    ],
    'markup from text': [
      () => {
        document.body.innerHTML = '<img src=x onerror="window.pwned = 1">';
      },
      'require-trusted-types-for',
    ],
    'markup into a frame': [
      () => {
        document.createElement('iframe').srcdoc = '<script>parent.pwned = 1</script>';
      },
      'require-trusted-types-for',
    ],
    'a script of somebody else’s': [
      (foreign) => {
        document.body.append(Object.assign(document.createElement('script'), { src: `${foreign}/x.js` }));
      },
      'require-trusted-types-for',
    ],
    'a module of somebody else’s': [(foreign) => import(`${foreign}/x.js`), 'script-src-elem'],
    'a script address of javascript:': [
      () => {
        document.body.append(Object.assign(document.createElement('script'), { src: 'javascript:window.pwned=1' }));
      },
      'require-trusted-types-for',
    ],
    'a worker from a blob': [
      () => {
        new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])));
      },
      'require-trusted-types-for',
    ],
    'a worker of somebody else’s': [
      (foreign) => {
        new Worker(`${foreign}/x.js`);
      },
      'require-trusted-types-for',
    ],
    'a worker of this origin that is none of the page’s': [
      () => {
        new Worker(new URL('renewal.js', location.href));
      },
      'require-trusted-types-for',
    ],
    'a script of this origin that is none of the page’s': [
      () => {
        document.body.append(Object.assign(document.createElement('script'), { src: 'renewal.js' }));
      },
      'require-trusted-types-for',
    ],
    'another policy of the page’s name': [
      () => {
        window.trustedTypes.createPolicy('kualik', { createScriptURL: (url) => url });
      },
      'trusted-types',
    ],
    'a policy for all that has none': [
      () => {
        window.trustedTypes.createPolicy('default', { createScriptURL: (url) => url });
      },
      'trusted-types',
    ],
    'a request': [(foreign) => fetch(`${foreign}/`), 'connect-src'],
    'a request of the old kind': [
      (foreign) => {
        const request = new XMLHttpRequest();
        request.open('POST', `${foreign}/`);
        request.send('x');
      },
      'connect-src',
    ],
    'a beacon': [
      (foreign) => {
        navigator.sendBeacon(`${foreign}/`, 'x');
      },
      'connect-src',
    ],
    'a socket': [
      (foreign) => {
        new WebSocket(foreign.replace('http', 'ws'));
      },
      'connect-src',
    ],
    'a stream of events': [
      (foreign) => {
        new EventSource(`${foreign}/`);
      },
      'connect-src',
    ],
    'a form': [
      (foreign) => {
        const form = Object.assign(document.createElement('form'), { action: `${foreign}/`, method: 'post', target: '_self' });
        document.body.append(form);
        form.submit();
      },
      'form-action',
    ],
    'a frame': [
      (foreign) => {
        document.body.append(Object.assign(document.createElement('iframe'), { src: `${foreign}/` }));
      },
      'frame-src',
    ],
    'a picture': [
      (foreign) => {
        document.body.append(Object.assign(document.createElement('img'), { src: `${foreign}/x.png` }));
      },
      'img-src',
    ],
    'a picture from data:': [
      () => {
        document.body.append(Object.assign(document.createElement('img'), { src: 'data:image/gif;base64,R0lGODlhAQABAAAAACw=' }));
      },
      'img-src',
    ],
    'a sheet of styles': [
      (foreign) => {
        document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: `${foreign}/x.css` }));
      },
      'style-src-elem',
    ],
    'inline styles': [
      () => {
        const style = document.createElement('style');
        style.append('body { background: red }');
        document.head.append(style);
      },
      'style-src-elem',
    ],
    'a font': [(foreign) => new FontFace('x', `url(${foreign}/x.woff2)`).load(), 'font-src'],
    'a film': [
      (foreign) => {
        document.body.append(Object.assign(document.createElement('video'), { src: `${foreign}/x.mp4` }));
      },
      'media-src',
    ],
    'an object': [
      (foreign) => {
        document.body.append(Object.assign(document.createElement('object'), { data: `${foreign}/x.swf` }));
      },
      'require-trusted-types-for',
    ],
    'another base': [
      (foreign) => {
        document.head.append(Object.assign(document.createElement('base'), { href: `${foreign}/` }));
      },
      'base-uri',
    ],
    'another policy for trusted types': [
      () => {
        window.trustedTypes.createPolicy('mine', { createHTML: (text) => text });
      },
      'trusted-types',
    ],
  };
  for (const [name, [, directive]] of Object.entries(attempts)) {
    test(name, () =>
      site.onPage({ expectErrors: true, context: { serviceWorkers: 'block' } }, async (page) => {
        assert.deepEqual(await page.evaluate(() => window.violations), []);
        const before = reached;
        const address = page.url();
        // Behind a message: what the test itself runs in the page is exempt from the policy.
        await page.evaluate(([name, origin]) => postMessage({ attempt: name, origin }, '*'), [name, foreign.origin]);
        if (directive) await page.waitForFunction((wanted) => window.violations.some((each) => each.startsWith(wanted)), directive);
        // Once the page has done something else, whatever was let through would have been seen.
        assert.equal(
          await page.evaluate(async () => {
            const element = document.querySelector('kualik-renewal');
            element.configure({ lang: 'kk' });
            await element.updateComplete;
            await new Promise((resolve) => {
              requestAnimationFrame(() => setTimeout(resolve));
            });
            return [document.documentElement.lang, window.pwned, location.href].join();
          }),
          ['ru', undefined, address].join(),
        );
        assert.equal(reached, before);
      }),
    );
  }
  before(() => {
    const { onPage } = site;
    // The attempts are put into each page before its policy is there.
    site.onPage = (options, use) =>
      onPage.call(
        site,
        {
          ...options,
          init: async (page, context) => {
            await page.addInitScript(`addEventListener('message', async ({ data: { attempt, origin } }) => {
          try {
            await window.attempts[attempt](origin);
          } catch {
            // Some are stopped by an exception.
          }
        });
        window.attempts = {${Object.entries(attempts)
          .map(([name, [attempt]]) => `${JSON.stringify(name)}: ${attempt}`)
          .join(',')}};`);
            if (options.init) await options.init(page, context);
          },
        },
        use,
      );
  });
});

const hostile = {
  markup: '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>',
  'a template’s own marks': '${window.pwned=1}<!--lit--><?lit$1$?>{{constructor.constructor("window.pwned=1")()}}',
  'bidi overrides': '\u202Eкурум\u202C\u2066А\u2069\u200F',
  'what breaks lines and counts as none': '\u0000\u0007\u2028\u2029\uFEFF\u200B\uD800',
  '100 kB': 'Ы'.repeat(50_000),
};

/** Nothing ran, nothing was made of markup, and no element came from the text. */
async function assertText(page) {
  assert.equal(await page.evaluate(() => window.pwned), undefined);
  assert.deepEqual(
    await page.evaluate(() => {
      const { shadowRoot } = document.querySelector('kualik-renewal');
      return [...shadowRoot.querySelectorAll('script, iframe, object, [onerror], [onclick], img[src="x"]')].map(
        ({ outerHTML }) => outerHTML,
      );
    }),
    [],
  );
}

describe('hostile text', () => {
  for (const [name, text] of Object.entries(hostile)) {
    test(`${name} in every field: told as a problem or shown as text`, () =>
      site.onPage({}, async (page) => {
        await page.locator('input[value=expiry]').click();
        for (const part of ['day', 'month', 'year']) await page.locator(`[name=expiry-${part}]`).fill(text.slice(0, 2_000));
        await assertText(page);
        await typeDate(page, 'expiry', '2025-06-20');
        await page.locator('.go-on .solid').click();
        await page.locator('#iin').waitFor();
        const fields = ['iin', 'surname', 'givenName', 'patronymic', 'phone', 'cardNumber', 'registrationPoint'];
        for (const id of fields) await page.locator(`#${id}`).fill(text);
        await page.locator('#region').selectOption(person.region);
        await next(page);
        await page.locator('#problems').waitFor();
        await assertText(page);
        // Numbers and names cannot be it; where cards are collected may be called anything that is text. Bidirectional
        // controls (Unicode TR 36) are dropped as they are typed, and what is left of them here is a name.
        const names = name === 'bidi overrides' ? [] : ['surname', 'givenName'];
        for (const id of ['iin', ...names, 'phone', 'cardNumber']) assert.ok(await page.locator(`#${id}-problem`).isVisible(), id);
        for (const id of fields) assert.doesNotMatch(await page.locator(`#${id}`).inputValue(), /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/);
        await fillDetails(page, { ...person, registrationPoint: `${text.replace(/[^\p{L}<>="()' .]/gu, '').slice(0, 60)} 1` });
        await next(page);
        await page.locator('#photo').or(page.locator('#problems')).first().waitFor();
        await assertText(page);
      }));
  }

  test('in the payment, the review and the ticket', () =>
    site.onPage({}, async (page) => {
      const { markup } = hostile;
      await page.evaluate((ticket) => {
        document.querySelector('kualik-renewal').configure({
          now: Date.parse('2025-06-01T07:00:00Z'),
          gateway: {
            kind: 'http',
            submit: async ({ application }) => ({
              outcome: 'registered',
              event: {
                type: 'registered',
                at: 1748736000000,
                by: 'portal',
                ticket,
                region: application.region,
                dutyPaid: true,
                paidOn: application.duty.paidOn,
              },
            }),
            follow: () => () => {},
          },
          signing: {
            kind: 'ncalayer',
            sign: async () => ({ outcome: 'signed', signature: { format: 'cms', bytes: new Uint8Array([1]) } }),
          },
        });
      }, 'A-<b>1</b>');
      await goOn(page);
      await fillDetails(page, { ...person, registrationPoint: '<b>ЦОН</b> № 1' });
      await next(page);
      await givePhoto(page);
      await sign(page);
      await next(page);
      await pay(page, markup.slice(0, 40));
      await next(page);
      if (await page.locator('#problems').count()) {
        await pay(page, 'P-1');
        await next(page);
      }
      await page.locator('#consent').waitFor();
      assert.match(await textOf(page.locator('.later')), /<b>ЦОН<\/b> № 1/);
      await assertText(page);
      await send(page);
      await page.locator('.ticket .number').or(page.locator('#sending-problem .failure')).first().waitFor();
      await assertText(page);
      assert.equal(await page.locator('.later b').count(), 0);
    }));

  test('in the address of the page', () =>
    site.onPage({ query: `lang=${encodeURIComponent(hostile.markup)}&on=${encodeURIComponent(hostile.markup)}` }, async (page) => {
      await assertText(page);
    }));

  test('in rules that a host brings: their words are text', () =>
    site.onPage({}, async (page) => {
      const rules = ruleset();
      const notice = Object.fromEntries(
        Object.entries(rules.notice).map(([key, value]) => [key, typeof value === 'string' && value.length > 2 ? hostile.markup : value]),
      );
      await page.evaluate(
        (given) => {
          document.querySelector('kualik-renewal').configure({ ruleset: given });
        },
        { ...rules, id: 'hostile', notice, inForce: { ...rules.inForce, basis: { ...rules.inForce.basis, text: hostile.markup } } },
      );
      await check(page, '2025-08-10');
      await page.locator('.panel.wait').waitFor();
      assert.match(await textOf(page.locator('.panel.wait')), /<img src=x onerror/);
      await assertText(page);
    }));
});

describe('hostile messages', () => {
  const withHost = (use) =>
    site.onPage(
      {
        init: (page) =>
          page.addInitScript(() => {
            window.told = [];
            window.KualikHost = { postMessage: (text) => window.told.push(JSON.parse(text)) };
          }),
      },
      async (page) => {
        // As an app does, which hears that first.
        await page.waitForFunction(() => window.told.some(({ type }) => type === 'ready'));
        await use(page, {
          say: (text) =>
            page.evaluate((message) => {
              window.kualik.receive(message);
            }, text),
          problems: () =>
            page.evaluate(() =>
              window.told.filter(({ type }) => type === 'protocol-problem').map(({ because, about }) => `${because} ${about ?? ''}`.trim()),
            ),
        });
        assert.equal(await page.evaluate(() => Object.keys(Object.prototype).length + ('polluted' in {} ? 1 : 0)), 0);
        await assertText(page);
      },
    );

  test('prototypes are not reached, by any name', () =>
    withHost(async (page, { say, problems }) => {
      for (const name of ['__proto__', 'constructor', 'prototype']) {
        await say(`{"kualik":1,"type":"configure","${name}":{"polluted":1,"prototype":{"polluted":1}}}`);
        await say(`{"kualik":1,"type":"configure","ruleset":{"${name}":{"polluted":1}}}`);
        await say(`{"kualik":1,"type":"configure","timeouts":{"${name}":{"polluted":1}}}`);
        await say(
          `{"kualik":1,"type":"configure","draft":{"version":1,"step":"details","expiresOn":"2025-06-20","fields":{"${name}":{"polluted":1}}}}`,
        );
      }
      assert.ok((await problems()).every((each) => each === 'wrong-body configure'));
      // Rules that are none are told of, and do not stay after sound ones.
      await say(JSON.stringify({ kualik: 1, type: 'configure', ruleset: ruleset() }));
      await page.locator('#situation, #iin').first().waitFor();
    }));

  test('a draft of hostile text is shown as text', () =>
    withHost(async (page, { say }) => {
      const fields = Object.fromEntries(
        ['iin', 'surname', 'givenName', 'patronymic', 'phone', 'cardNumber', 'registrationPoint', 'paymentReference'].map((name) => [
          name,
          hostile.markup,
        ]),
      );
      await say(JSON.stringify({ kualik: 1, type: 'configure', draft: { version: 1, step: 'details', expiresOn: '2025-06-20', fields } }));
      await page.locator('#surname').waitFor();
      assert.equal(await page.locator('#surname').inputValue(), hostile.markup);
      await next(page);
      await page.locator('#problems').waitFor();
    }));

  const wrongDrafts = {
    'fields of other kinds': { fields: { iin: 7, surname: null, consent: 'yes', region: ['75'], paidOn: {}, settledBy: 'both' } },
    'a step of nobody': { step: 'nowhere', fields: {} },
    'pictures that are none': { fields: {}, photo: 7, signature: { mediaType: 'text/html', bytes: 'x' } },
    'a date that is none': { expiresOn: '2025-02-30', fields: {} },
    'what was never signed': { fields: {}, signed: { canonical: 'x', signature: 7 } },
  };
  for (const [name, draft] of Object.entries(wrongDrafts)) {
    test(`a draft with ${name} breaks nothing`, () =>
      withHost(async (page, { say }) => {
        await say(
          JSON.stringify({ kualik: 1, type: 'configure', draft: { version: 1, step: 'review', expiresOn: '2025-06-20', ...draft } }),
        );
        await page.locator('#situation, .later').first().waitFor();
        await say(JSON.stringify({ kualik: 1, type: 'configure', lang: 'en' }));
        await page.locator('kualik-renewal[lang=en]').waitFor();
        assert.ok((await textOf(page.locator('kualik-renewal h1').first())).length > 3);
      }));
  }

  test('messages of any kind are reported, never thrown, and leave the page as it was', () =>
    withHost(async (page, { say, problems }) => {
      for (const message of [
        '',
        '{',
        'null',
        '[]',
        '{"kualik":1}',
        '{"kualik":1,"type":"submit-result","id":"x","outcome":"registered"}',
        '{"kualik":1,"type":"status","record":{}}',
        '{"kualik":9,"type":"configure"}',
        JSON.stringify({ kualik: 1, type: 'x'.repeat(100_000) }),
      ])
        await say(message);
      assert.deepEqual(await problems(), [
        'malformed',
        'malformed',
        'malformed',
        'malformed',
        'malformed',
        'out-of-turn submit-result',
        'out-of-turn status',
        'other-version configure',
        `unknown-type ${'x'.repeat(64)}`,
      ]);
      await check(page);
      await page.locator('.panel.yes').waitFor();
    }));
});

test('what a review shows of an application is text, whatever its names are', () =>
  site.onPage({}, async (page) => {
    // Letters, hyphen, apostrophe and space alone make a name: the longest that there may be.
    await toReview(page);
    await assertText(page);
  }));
