// The arrows of docs/architecture.md, for the JavaScript and TypeScript of the shell and the package: who may import what,
// no circle anywhere, and no number that the core decides.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, extname, join, normalize } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const shell = 'www/shell/src/';
const pkg = 'www/package/';

/** The rooms of the shell, and what each may import besides itself. `.` are the files beside the folders. */
const rooms = {
  '.': [],
  host: ['.'],
  signing: ['.', 'host'],
  gateway: ['.', 'host', 'signing'],
  application: ['.', 'gateway', 'signing'],
  locales: ['.'],
  fields: ['.', 'locales'],
  pictures: ['.', 'locales'],
  steps: ['.', 'application', 'locales'],
  'steps/details': ['.', 'application', 'fields', 'locales', 'steps'],
  'steps/duty': ['.', 'application', 'fields', 'gateway', 'locales', 'steps'],
  'steps/review': ['.', 'application', 'fields', 'locales', 'signing', 'steps'],
  'steps/progress': ['.', 'application', 'fields', 'gateway', 'locales', 'steps'],
  check: ['.', 'fields', 'locales'],
  journey: [
    ...['.', 'application', 'fields', 'gateway', 'host', 'locales', 'pictures', 'signing'],
    ...['steps', 'steps/details', 'steps/duty', 'steps/review', 'steps/progress'],
  ],
  older: [],
  element: ['.', 'application', 'check', 'fields', 'gateway', 'host', 'journey', 'locales', 'signing'],
  page: ['.', 'element', 'locales'],
  'imaging-page': ['.', 'fields', 'locales', 'pictures'],
};

/** What the shell may import by name. The package's entries are all that it knows of the core, and the worker's address. */
const named =
  /^(lit(\/directives\/[\w-]+\.js)?|asn1js|signature_pad|uqr|kualik(\/(host|(check\/)?no-wasm|check|imaging(\/worker\.js\?url)?|(imaging\/)?messages\/(kk|ru|en)))?)$/;

/** Numbers and codes that the core decides, wherever they are written as such. */
const facts = {
  'the largest attachment': /\b1_?048_?576\b|(?<!\* )\b1024 \* 1024\b|\b1 << 20\b/,
  'the offset of Kazakhstan': /\butcOffsetMinutes: \d|\b18_?000_?000\b|\b5 \* (3_?600_?000|60 \* 60)\b/,
  'the size of a photo': /\b35 \/ 45\b|\b(width|height): (35|45|827|1063)\b/,
  'the most pixels': /\b64_?000_?000\b/,
  'the lifecycle': /\bfrom: '[a-z-]+', (by|to): '|\['submitted', 'under-review'/,
};
/** Where they may stand. */
const atHome = [`${shell}pictures/photo-size.ts`, `${pkg}imaging/arguments.ts`];

const uncommented = (source) => source.replace(/(^|\s)\/\*.*?\*\//gs, '$1').replace(/(^|[\s;{}(,])\/\/.*$/gm, '$1');

function importsOf(source) {
  const pattern = /\b(?:import|export)\s[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|\bimport\s*\(?\s*['"]([^'"]+)['"]/g;
  return [...uncommented(source).matchAll(pattern)].map(([, from, bare]) => from ?? bare);
}

/** The room of a file of the shell: its folder, for a step the step's own. */
function roomOf(path) {
  const folders = dirname(path.slice(shell.length)).split('/');
  return folders.slice(0, folders[0] === 'steps' ? 2 : 1).join('/');
}

/** The first circle in a graph, as the way around it; nothing where there is none. */
function circleIn(graph) {
  const done = new Set();
  const walk = (node, way) => {
    if (way.includes(node)) return [...way.slice(way.indexOf(node)), node];
    if (done.has(node)) return undefined;
    for (const next of graph[node] ?? []) {
      const circle = walk(next, [...way, node]);
      if (circle) return circle;
    }
    done.add(node);
    return undefined;
  };
  for (const node of Object.keys(graph)) {
    const circle = walk(node, []);
    if (circle) return circle;
  }
  return undefined;
}

/** Everything that is wrong with files, given as path → source. */
function faultsOf(files) {
  const faults = [];
  const graph = {};
  for (const [path, source] of Object.entries(files)) {
    graph[path] = [];
    for (const name of importsOf(source)) {
      const target = name.startsWith('.') ? normalize(join(dirname(path), name)) : undefined;
      if (target) graph[path].push(target in files ? target : target.replace(/\.js$/, '.ts'));
      const arrow = `${path} → ${target ?? name}`;
      if (path.startsWith(pkg)) {
        if (target ? target.startsWith('www/shell/') : /^(lit|kualik-shell)\b/.test(name))
          faults.push(`${arrow}: the package knows no shell`);
      } else if (!target) {
        if (!named.test(name)) faults.push(`${arrow}: not a way into the package or a library of the shell`);
      } else if (!target.startsWith(shell)) {
        faults.push(`${arrow}: leaves the shell`);
      } else {
        const [from, to] = [roomOf(path), roomOf(target)];
        if (from !== to && !rooms[from]?.includes(to)) faults.push(`${arrow}: ${from} may not import ${to}`);
      }
    }
    if (path.startsWith(shell) && !(roomOf(path) in rooms)) faults.push(`${path}: no such room`);
    if (!atHome.includes(path)) {
      for (const [fact, pattern] of Object.entries(facts)) if (pattern.test(uncommented(source))) faults.push(`${path}: repeats ${fact}`);
    }
  }
  const circle = circleIn(graph);
  if (circle) faults.push(`circle: ${circle.join(' → ')}`);
  return faults;
}

const sources = (folder) =>
  readdirSync(join(root, folder), { recursive: true })
    .map((name) => folder + name.replaceAll('\\', '/'))
    .filter((path) => ['.js', '.ts', '.mjs'].includes(extname(path)) && !/(^|\/)(node_modules|dist)\//.test(path));

test('the shell and the package keep to the arrows', () => {
  const files = Object.fromEntries([...sources(shell), ...sources(pkg)].map((path) => [path, readFileSync(join(root, path), 'utf8')]));
  assert.ok(Object.keys(files).length > 100);
  assert.deepEqual(faultsOf(files), []);
});

test('the rooms stand in no circle, and none of them is imagined', () => {
  assert.equal(circleIn(rooms), undefined);
  assert.deepEqual([...new Set(sources(shell).map(roomOf))].sort(), Object.keys(rooms).sort());
});

const wrong = {
  'the package imports the shell': [`${pkg}load.ts`, `import { styles } from '../shell/src/fields/styles.ts';`],
  'the package draws': [`${pkg}load.ts`, `import { html } from 'lit';`],
  "the shell reads the package's insides": [`${shell}element/core.ts`, `const wire = await import('../../../package/wire.js');`],
  'the shell loads the module itself': [`${shell}element/core.ts`, `import '../../../../pkg/core.wasm';`],
  'the shell takes an entry that is not its own': [`${shell}element/core.ts`, `import { init } from 'kualik/inline';`],
  'a step imports another step': [`${shell}steps/duty/duty.ts`, `export { reviewStep } from '../review/review.ts';`],
  'the check imports the journey': [`${shell}check/proceed.ts`, `type Steps = typeof import('../journey/journey.ts');`],
  'a step imports the journey': [`${shell}steps/review/review.ts`, `import type {\n  Sending,\n} from '../../journey/sending.ts';`],
  'the words import a room': [`${shell}locales/ru/check.ts`, `import type { Failure } from '../../element/core.ts';`],
  'a room that nobody planned': [`${shell}utils/text.ts`, ''],
  'a limit in bytes': [`${shell}pictures/unchecked.ts`, 'const most = 1024 * 1024;'],
  'the same in the package': [`${pkg}host/host.ts`, 'if (bytes.length > 1_048_576) return;'],
  'the offset': [`${shell}day.ts`, 'new Date(at + 5 * 3_600_000)'],
  'the shape of a photo': [`${shell}pictures/crop.ts`, 'export const photoRatio = 35 / 45;'],
  'a transition': [`${shell}gateway/sandbox.ts`, `{ event: 'approved', from: 'under-review', by: 'migration-service' }`],
};

for (const [what, [path, source]] of Object.entries(wrong)) {
  test(`seen: ${what}`, () => assert.equal(faultsOf({ [path]: source }).length, 1, String(faultsOf({ [path]: source }))));
}

test('seen: a circle of files within a room, types included', () => {
  const files = {
    [`${shell}check/advice.ts`]: `import { plan } from './questions.ts';`,
    [`${shell}check/questions.ts`]: `import type { Advice } from './advice.ts';`,
  };
  assert.match(faultsOf(files).join(), /^circle: /);
  const inPackage = { [`${pkg}a.ts`]: `import './b.js';`, [`${pkg}b.ts`]: `import './a.js';` };
  assert.match(faultsOf(inPackage).join(), /^circle: /);
});

test('not taken for a fault: what a comment says, and what is allowed', () => {
  const source = `// import '../journey/journey.ts' is 1_048_576 bytes\nimport { html } from 'lit';\nimport { day } from '../day.ts';\nconst most = 32 * 1024 * 1024;`;
  assert.deepEqual(faultsOf({ [`${shell}check/advice.ts`]: source }), []);
});
