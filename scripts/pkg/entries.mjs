// Writes the package: the entries bundled over one module, their types, the words, and package.json.

import { createHash } from 'node:crypto';
import { appendFileSync, chmodSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build, transformSync } from 'esbuild';
import { plainJavaScript, root, run } from './core.mjs';
import { notices } from './notices.mjs';

const source = join(root, 'www/package');
export const languages = ['ru', 'kk', 'en'];

// Syntax of 2017, so that WebAssembly itself and `import.meta`, where an entry uses it, are what decides
// which engines are too old: see docs/support.md.
const engines = { target: 'es2017', supported: { 'import-meta': true } };

/** Every engine that has `import.meta`, and Node, copies objects by `{ ...object }`, which is three times as fast as what replaces it. */
const newerEngines = { target: 'es2017', supported: { 'import-meta': true, 'object-rest-spread': true } };

/** The folder of each module's entries, here and in the package, and the export that tells it from the others. */
const modules = { core: ['.', 'advance'], check: ['check', 'checkEligibility'] };

/**
 * Writes a package over its modules and the schemas, each by name, into the folder `out`; `work` is for what comes between.
 */
export async function writePackage({ schemas, ...bytes }, { out, work }) {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(join(out, 'iife'), { recursive: true });
  mkdirSync(join(out, 'schemas'));
  const integrity = {};
  for (const [name, [folder, proof]] of Object.entries(modules)) {
    integrity[join(folder, 'core.wasm')] = await writeEntries(folder, bytes[name], proof, { out, work });
  }

  await writeWords(source, out);
  await buildEntry(join(source, 'host/index.ts'), 'esm', join(out, 'host/index.js'), {});
  await buildEntry(join(source, 'host/index.ts'), 'cjs', join(out, 'host/index.cjs'), {});
  // The schemas of the other folder are what this one refers to.
  cpSync(join(source, 'host/host.schema.json'), join(out, 'schemas/host.json'));
  writeFileSync(join(out, 'cli.js'), javaScript('cli.ts'));
  chmodSync(join(out, 'cli.js'), 0o755);

  writeTypes(join(work, 'types'), out);
  for (const [name, schema] of Object.entries(schemas)) {
    writeFileSync(join(out, 'schemas', `${name}.json`), `${JSON.stringify(schema, null, 2)}\n`);
  }
  for (const licence of ['LICENSE-MIT', 'LICENSE-APACHE']) cpSync(join(root, licence), join(out, licence));
  writeFileSync(join(out, 'THIRD-PARTY-NOTICES.txt'), notices());
  cpSync(join(root, 'docs/package.md'), join(out, 'README.md'));
  const version = /^version = "(.*)"$/m.exec(readFileSync(join(root, 'Cargo.toml'), 'utf8'))[1];
  const manifest = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
  writeFileSync(join(out, 'package.json'), `${JSON.stringify({ ...manifest, version, integrity }, null, 2)}\n`);
}

/** Writes the entries of a module into their folder of the package; gives the module's digest. */
async function writeEntries(folder, bytes, proof, { out, work }) {
  mkdirSync(join(out, folder), { recursive: true });
  writeFileSync(join(out, folder, 'core.wasm'), bytes);
  const integrity = `sha384-${createHash('sha384').update(bytes).digest('base64')}`;
  const constant = (text) => `export default ${JSON.stringify(text)};`;
  const parts = { bytes, digest: constant(integrity), proof: constant(proof), 'no-wasm': await withoutWebAssembly(bytes, work) };
  const entry = (name, format, file, isNewer) =>
    buildEntry(join(source, folder, `${name}.ts`), format, join(out, folder, file), parts, isNewer ? newerEngines : engines);
  await entry('index', 'esm', 'index.js', true);
  for (const name of ['node', 'inline', 'no-wasm']) {
    await entry(name, 'esm', `${name}.js`, name === 'node');
    await entry(name, 'cjs', `${name}.cjs`, name === 'node');
  }
  // A classic script is CommonJS to Node, not a module; its folder says so.
  if (folder === '.') {
    await entry('inline', 'iife', 'iife/index.js');
    writeFileSync(join(out, 'iife/package.json'), '{ "type": "commonjs" }\n');
  }
  return integrity;
}

/** A source file without its types. */
const javaScript = (name) => transformSync(readFileSync(join(source, name), 'utf8'), { loader: 'ts' }).code;

/** The module as a function that evaluates it anew at each call, as plain JavaScript. */
async function withoutWebAssembly(bytes, work) {
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  writeFileSync(join(work, 'core.wasm'), bytes);
  plainJavaScript(join(work, 'core.wasm'), join(work, 'core.js'));
  // wasm2js imports what the module does: see `importsOf` in load.ts.
  for (const { module, name } of WebAssembly.Module.imports(new WebAssembly.Module(bytes))) {
    appendFileSync(join(work, module), `export const ${name} = () => Date.now();\n`);
  }
  return factory(work, `export * from './core.js';`);
}

/** What `contents` exports, as a function that evaluates it anew at each call. */
export async function factory(resolveDir, contents) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir },
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    globalName: 'exports',
    ...engines,
    banner: { js: 'export default () => {' },
    footer: { js: 'return exports; }' },
  });
  return outputFiles[0].text;
}

/**
 * Bundles an entry; `parts` are what it imports as `kualik-build:…`: bytes, or the text of a module. What `globals`
 * exports takes the place of the engine's.
 */
export async function buildEntry(entryPoint, format, outfile, parts, floor = engines, globals = []) {
  const here = format === 'cjs' ? 'export default require("node:url").pathToFileURL(__filename);' : 'export default import.meta.url;';
  const contents = { ...parts, here };
  await build({
    entryPoints: [entryPoint],
    bundle: true,
    minify: true,
    format,
    ...floor,
    outfile,
    external: ['node:*'],
    platform: 'neutral',
    globalName: format === 'iife' ? 'kualik' : undefined,
    inject: globals,
    plugins: [
      {
        name: 'parts',
        setup(plugin) {
          plugin.onResolve({ filter: /^kualik-build:/ }, ({ path }) => ({ path: path.slice('kualik-build:'.length), namespace: 'part' }));
          plugin.onLoad({ filter: /.*/, namespace: 'part' }, ({ path }) => ({
            contents: contents[path],
            loader: typeof contents[path] === 'string' ? 'js' : 'binary',
          }));
        },
      },
    ],
  });
}

/** A declaration twice: to TypeScript, what `import` and what `require` gets are different modules. */
export function writeType(out, name, text) {
  for (const kind of ['js', 'cjs'])
    writeFileSync(join(out, `${name}.d.${kind.replace('js', 'ts')}`), text.replace(/\.[jt]s(?=')/g, `.${kind}`));
}

/** The words in each language, from a folder with `messages/` and for the same in the package. */
export async function writeWords(from, out) {
  mkdirSync(join(out, 'messages'), { recursive: true });
  for (const language of languages) {
    const words = join(from, 'messages', language);
    await buildEntry(words, 'esm', join(out, 'messages', `${language}.js`), {});
    await buildEntry(words, 'cjs', join(out, 'messages', `${language}.cjs`), {});
  }
}

/** The declarations that TypeScript makes of the sources: those of the entries, and what these refer to. */
function writeTypes(work, out) {
  run('tsc', ['-p', source, '--outDir', work]);
  const written = new Set();
  const write = (name) => {
    if (written.has(name)) return;
    written.add(name);
    const text = readFileSync(join(work, `${name}.d.ts`), 'utf8');
    mkdirSync(dirname(join(out, name)), { recursive: true });
    writeType(out, name, text);
    for (const [, other] of text.matchAll(/from '(\.[^']*)\.ts'/g)) write(join(dirname(name), other));
  };
  for (const entry of [
    'index',
    'inline',
    'no-wasm',
    'check/index',
    'check/inline',
    'check/no-wasm',
    'host/index',
    ...languages.map((language) => `messages/${language}`),
  ])
    write(entry);
  // A classic script is CommonJS alone.
  writeFileSync(join(out, 'iife/index.d.ts'), readFileSync(join(work, 'iife/index.d.ts'), 'utf8').replace(".ts'", ".cjs'"));
}
