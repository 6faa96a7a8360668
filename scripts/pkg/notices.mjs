// The licences of what the modules contain besides this project's own code: every crate that is compiled into one of
// them, with the copyright and the licence that its makers put beside it. The page's scripts contain packages besides.

import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './core.mjs';

const target = 'wasm32-unknown-unknown';
/** What the standard library says of itself: it is no crate that cargo knows. */
const standardLibrary = {
  name: 'std',
  version: 'the Rust standard library',
  license: 'MIT OR Apache-2.0',
  repository: 'https://github.com/rust-lang/rust',
  texts: ['Copyright (c) The Rust Project Contributors'],
};

const cargo = (...args) =>
  execFileSync('cargo', [...args, '--locked'], { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28, stdio: ['ignore', 'pipe', 'ignore'] });

/** The crates that are compiled into the modules, by cargo's own tree: neither what only builds them nor what tests them. */
export function crates() {
  const tree = cargo('tree', '--workspace', '--target', target, '--edges', 'normal,no-proc-macro', '--prefix', 'none', '--format', '{p}');
  const inModules = new Set(tree.split('\n').map((line) => line.split(' ').slice(0, 2).join(' ')));
  const { packages } = JSON.parse(cargo('metadata', '--format-version', '1', '--filter-platform', target));
  // What has no source is our own.
  return packages
    .filter(({ name, version, source }) => source && inModules.has(`${name} v${version}`))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** The files beside a crate that its licence asks to be kept; one of MIT's kind where there is a choice. */
function textsOf({ manifest_path: manifest, authors = [], name }) {
  const folder = dirname(manifest);
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  // With MIT's, the others of which one may choose fall away; what holds besides (IJG, Unicode) stays.
  const hasMit = files.some((file) => /mit/i.test(file));
  const kept = files.filter((file) => !hasMit || !/apache|zlib|0bsd|unlicense|^license$/i.test(file));
  if (kept.length) return kept.sort().map((file) => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim());
  if (!authors.length) throw new Error(`${name} has neither a licence beside it nor authors: look up its notice`);
  return [`Copyright (c) ${authors.map((author) => author.replace(/ <.*>/, '')).join(', ')}`];
}

/** What an npm package says of itself, by its folder. */
function packageIn(folder) {
  const manifest_path = join(folder, 'package.json');
  const { name, version, license, homepage } = JSON.parse(readFileSync(manifest_path, 'utf8'));
  return { name, version, license, repository: homepage, manifest_path };
}

/** The text of the notices; with the npm packages in `folders`, and with `others` as they stand. */
export function notices(folders = [], others = []) {
  const found = [...crates(), ...folders.map(packageIn)];
  const all = [standardLibrary, ...found.map((one) => ({ ...one, texts: textsOf(one) })), ...others];
  const entries = all.map(({ name, version, license, repository, texts }) =>
    [[name, version].filter(Boolean).join(' '), license, ...(repository ? [repository] : []), '', texts.join('\n\n')].join('\n'),
  );
  return `This contains the following software of others, each under the licence that stands with it; where
there is a choice, under the MIT licence, whose text is in LICENSE-MIT.\n\n${entries.map((entry) => `${'-'.repeat(100)}\n${entry}\n`).join('\n')}`;
}
