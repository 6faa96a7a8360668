// Hermes 0.12, the engine of React Native: no WebAssembly, no TextDecoder, no TextEncoder, no URL.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { build } from 'esbuild';
import { scratch, write } from '../package/project.mjs';
import { pageScript } from '../package/vectors.mjs';
import { app, tool } from './frameworks.mjs';

/** Runs a module in Hermes, bundled and lowered as Metro does it; gives what it prints. */
async function inHermes(contents) {
  const folder = app('hermes');
  const { transformSync } = createRequire(join(folder, 'package.json'))('@babel/core');
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: folder },
    bundle: true,
    format: 'iife',
    write: false,
    conditions: ['react-native'],
    logLevel: 'silent',
  });
  // Sloppy, as scripts are, or Babel would take `this` away from the engine's globals.
  const { code } = transformSync(outputFiles[0].text, {
    cwd: folder,
    configFile: false,
    compact: true,
    sourceType: 'script',
    presets: [['@babel/preset-env', { targets: 'ie 11', modules: false }]],
  });
  const elsewhere = scratch();
  write(elsewhere, { 'main.js': `var self = globalThis;\n${code}` });
  return tool(elsewhere, join(folder, 'node_modules/hermes-engine-cli/linux64-bin/hermes'), ['-w', 'main.js']).trim();
}

test('the engine lacks what this is about', async () => {
  const missing = "print([typeof WebAssembly, typeof TextDecoder, typeof TextEncoder, typeof URL].join(' '));";
  assert.equal(await inHermes(missing), 'undefined undefined undefined undefined');
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
    const said = await inHermes(`
      import * as kualik from '${entry}';
      ${stand}
      ${vectors}
      self.check(kualik);
      self.result.then(({ count, differences }) => print(count > 1000, JSON.stringify(differences)), (error) => print(error.stack));`);
    assert.equal(said, 'true []');
  });
}

for (const entry of ['kualik', 'kualik/inline']) {
  test(`${entry}: says that there is no WebAssembly, and takes the plain JavaScript instead where it may`, async () => {
    const said = await inHermes(`
      import * as kualik from '${entry}';
      import * as plain from 'kualik/no-wasm';
      const code = kualik.init().then(() => 'started', ({ name, code }) => name + ' ' + code);
      code.then((code) => print(code)).then(() => kualik.init({ withoutWebAssembly: () => Promise.resolve(plain) }))
        .then(() => print(kualik.regions()[0].name.kk), ({ code }) => print(code));`);
    assert.equal(said, 'LoadError no-webassembly\nАбай облысы');
  });
}

test('kualik/host, kualik/imaging and the words load', async () => {
  const said = await inHermes(`
    import { host } from 'kualik/host';
    import { loadImaging } from 'kualik/imaging';
    import { messages } from 'kualik/messages/kk';
    const said = [];
    host((text) => said.push(JSON.parse(text).type), { configure: { lang: 'kk' } }).receive({ kualik: 1, type: 'ready' });
    print(said.join(' '), messages.statuses.ready.length > 0);
    loadImaging().then(() => print('loaded'), ({ name, code }) => print(name, code));`);
  assert.equal(said, 'configure true\nLoadError no-webassembly');
});
