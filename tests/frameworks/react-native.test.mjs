// The component that docs/embedding.md shows for React Native, over the real react-native-webview, and the real page in
// Chromium. React Native is stood in for by react-native/react-native/, and what the webview does natively is done here, as
// its sources for Android and iOS do it. Needs www/shell/dist/.

import assert from 'node:assert/strict';
import { basename, join } from 'node:path';
import { after, before, test } from 'node:test';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { launch } from '../../scripts/chromium.mjs';
import { dist, send, textOf, toReview } from '../e2e/application.mjs';
import { serve } from '../package/browser.mjs';
import { app, shown } from './frameworks.mjs';

/** The component with everything below it, resolved as Metro does for a platform; it leaves `renewal` behind. */
async function bundle(platform) {
  const folder = app('react-native');
  const standIn = join(folder, 'react-native/index.js');
  const { outputFiles } = await build({
    stdin: {
      contents: `import { native } from 'react-native';
        import { act, create } from 'react-test-renderer';
        ${shown('react-native', 'embedding')}
        export { act, native };
        export function mount(props) {
          let tree;
          act(() => {
            tree = create(<Renewal {...props} />, { createNodeMock: ({ type }) => type });
          });
          return () => tree.root.findByType('RNCWebView').props;
        }`,
      loader: 'jsx',
      resolveDir: folder,
    },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'renewal',
    jsx: 'automatic',
    platform: 'neutral',
    mainFields: ['react-native', 'browser', 'main'],
    conditions: ['react-native'],
    resolveExtensions: [`.${platform}.tsx`, '.tsx', '.ts', '.js'],
    define: { global: 'globalThis', 'process.env.NODE_ENV': '"development"', 'process.env.PLATFORM': JSON.stringify(platform) },
    plugins: [
      {
        name: 'react-native/Libraries',
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^react-native\/Libraries\// }, ({ path }) => ({ path, namespace: 'libraries' }));
          onLoad({ filter: /.*/, namespace: 'libraries' }, ({ path }) => ({
            contents: `export { ${basename(path)} as default } from ${JSON.stringify(standIn)};`,
            resolveDir: folder,
          }));
        },
      },
    ],
  });
  return outputFiles[0].text;
}

/** What native code has for JavaScript, as React Native 0.74 does, the oldest with `btoa`: its `URL` cannot say an origin. */
function environment(said) {
  class URL {
    get origin() {
      throw new Error('URL.origin is not implemented');
    }
  }
  const console = { log: said, warn: said, error: said };
  const testing = { IS_REACT_ACT_ENVIRONMENT: true, IS_REACT_NATIVE_TEST_ENVIRONMENT: true };
  return createContext({ atob, btoa, clearTimeout, console, queueMicrotask, setTimeout, URL, ...testing });
}

/** How each webview tells what happens in it: of Android it calls a module of JavaScript by name. */
const called = (name) => (view, native, event) =>
  native.modules.RNCWebViewMessagingModule[name]({ ...event, messagingModuleName: view.messagingModuleName });
const platforms = {
  android: {
    message: called('onMessage'),
    navigation: called('onShouldStartLoadWithRequest'),
    death: (view) => view.onRenderProcessGone({ nativeEvent: { didCrash: true } }),
  },
  ios: {
    message: (view, _native, event) => view.onMessage(event),
    navigation: (view, _native, event) => view.onShouldStartLoadWithRequest(event),
    death: (view) => view.onContentProcessDidTerminate({ nativeEvent: {} }),
  },
};

let browser;
let server;
before(async () => {
  browser = await launch();
  server = await serve(dist);
});
after(async () => {
  await browser.close();
  await server.close();
});

for (const [platform, { message, navigation, death }] of Object.entries(platforms)) {
  test(`${platform}: the whole way`, async () => {
    const said = [];
    const context = environment((text) => said.push(text));
    runInContext(await bundle(platform), context);
    const { act, mount, native } = context.renewal;
    const heard = [];
    const uri = `${server.url}/index.html`;
    const view = mount({
      uri,
      configure: { lang: 'kk', gateway: 'host', signing: 'host' },
      on: {
        verdict: ({ verdict }) => heard.push(verdict?.outcome),
        'sign-request': async ({ canonical }) => ({ outcome: 'signed', signature: { format: 'cms', bytes: canonical.slice(0, 64) } }),
        submit: async ({ canonical }) => ({
          outcome: 'registered',
          event: {
            ...{ type: 'registered', at: 1748736000000, by: 'portal', ticket: 'ALM-7', dutyPaid: true, paidOn: '2025-06-01' },
            region: JSON.parse(Buffer.from(canonical)).region,
          },
        }),
        status: ({ ticket }) => {
          heard.push(ticket);
        },
      },
    });
    const page = await browser.newPage({ viewport: { width: 360, height: 740 }, serviceWorkers: 'block', reducedMotion: 'reduce' });
    page.setDefaultTimeout(15_000);
    // A day of the order.
    await page.clock.install({ time: '2025-06-01T07:00:00Z' });
    const injected = [];
    const told = [];
    native.tell = (command, ...args) => {
      if (command === 'injectJavaScript') injected.push(page.evaluate(args[0]));
      else told.push([command, ...args].join(' '));
    };
    await page.exposeFunction('native', (data) => {
      act(() => message(view(), native, { nativeEvent: { data, url: uri } }));
    });
    await page.addInitScript(`window.ReactNativeWebView = { postMessage: (data) => window.native(String(data)) };
      ${view().injectedJavaScriptBeforeContentLoaded}`);
    assert.equal(view().newSource.uri, uri);
    await page.goto(uri);

    // Only the page itself is shown; what is elsewhere is left to the phone.
    for (const url of [uri, `${server.url}/imaging.html`, 'https://elsewhere.example/']) {
      act(() => navigation(view(), native, { nativeEvent: { url, lockIdentifier: 7 } }));
    }
    await toReview(page);
    await send(page);
    assert.equal(await textOf(page.locator('.ticket .number')), 'ALM-7');
    assert.deepEqual(heard, ['eligible', 'ALM-7']);
    assert.deepEqual(told, ['start 7', 'refuse 7', 'refuse 7', 'openURL https://elsewhere.example/']);

    act(() => death(view()));
    assert.equal(told.pop(), 'reload');
    await page.reload();
    await page.locator('kualik-renewal[lang=kk] #situation').waitFor();
    await Promise.all(injected);
    await page.close();
    assert.deepEqual(said, []);
  });
}
