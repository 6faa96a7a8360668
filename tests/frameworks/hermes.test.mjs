// Hermes 0.12, the engine of React Native, with what Metro bundles: no WebAssembly, no TextDecoder, no TextEncoder, no URL.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { pageScript } from '../package/vectors.mjs';
import { app, tool } from './frameworks.mjs';

/** Runs a module in Hermes, bundled by Metro as an app is; gives what it prints. */
function inHermes(contents) {
  const folder = app('hermes', { 'main.js': `var self = globalThis;\n${contents}` });
  tool(folder, process.execPath, ['bundle.cjs']);
  return tool(folder, join(folder, 'node_modules/hermes-engine-cli/linux64-bin/hermes'), ['-w', 'bundle.js']).trim();
}

test('the engine lacks what this is about', async () => {
  const missing = "print([typeof WebAssembly, typeof TextDecoder, typeof TextEncoder, typeof URL].join(' '));";
  assert.equal(inHermes(missing), 'undefined undefined undefined undefined');
});

/** What the vectors' runner asks of an engine for itself. */
const stand = `
  var alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  var atob = function (text) {
    var bits = 0, count = 0, bytes = '';
    for (var character of text.replace(/=+$/, '')) {
      bits = (bits << 6) | alphabet.indexOf(character);
      count += 6;
      if (count >= 8) bytes += String.fromCharCode((bits >> (count -= 8)) & 255);
    }
    return bytes;
  };
  var Utf8 = function () {};
  Utf8.prototype.decode = function (bytes) { return decodeURIComponent(escape(String.fromCharCode.apply(null, bytes))); };`;

for (const entry of ['kualik/no-wasm', 'kualik/check/no-wasm']) {
  test(`${entry}: every vector`, async () => {
    const vectors = (await pageScript()).replaceAll('TextDecoder', 'Utf8');
    const said = inHermes(`
      import * as kualik from '${entry}';
      ${stand}
      ${vectors}
      self.check(kualik);
      self.result.then(({ count, differences }) => print(count > 1000, JSON.stringify(differences)), (error) => print(error.stack));`);
    assert.equal(said, 'true []');
  });
}

for (const entry of ['kualik', 'kualik/inline', 'kualik/check']) {
  test(`${entry}: says that there is no WebAssembly, and takes the plain JavaScript instead where it may`, async () => {
    const said = inHermes(`
      import * as kualik from '${entry}';
      import * as plain from '${entry === 'kualik/check' ? 'kualik/check/no-wasm' : 'kualik/no-wasm'}';
      const code = kualik.init().then(() => 'started', ({ name, code }) => name + ' ' + code);
      code.then((code) => print(code)).then(() => kualik.init({ withoutWebAssembly: () => Promise.resolve(plain) }))
        .then(() => print(kualik.ruleset().notice.kk), ({ code }) => print(code));`);
    assert.equal(said, 'LoadError no-webassembly\nресімдеу қолжетімсіз, ХҚКО-ға жүгініңіз');
  });
}

test('kualik/host, kualik/imaging and the words load', async () => {
  const said = inHermes(`
    import { host } from 'kualik/host';
    import { loadImaging } from 'kualik/imaging';
    import { messages } from 'kualik/messages/kk';
    const said = [];
    host((text) => said.push(JSON.parse(text).type), { configure: { lang: 'kk' } }).receive({ kualik: 1, type: 'ready' });
    print(said.join(' '), messages.statuses.ready.length > 0);
    loadImaging().then(() => print('loaded'), ({ name, code }) => print(name, code));`);
  assert.equal(said, 'configure true\nLoadError no-webassembly');
});
