// Throwaway projects with the packed package installed, as an app team would install it.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

const folders = [];
process.on('exit', () => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A folder that is gone when the tests are over. */
export function scratch() {
  const folder = mkdtempSync(join(tmpdir(), 'kualik-'));
  folders.push(folder);
  return folder;
}

/** Runs a program; its output is shown where it fails. */
export const run = (command, args, cwd, env = {}) =>
  execFileSync(command, args, { cwd, encoding: 'utf8', env: { ...process.env, ...env } });

let tarball;

/** The file that `npm publish` would send. */
export function pack() {
  if (!tarball) {
    const folder = scratch();
    tarball = join(folder, run('npm', ['pack', '--silent', '--pack-destination', folder], join(root, 'pkg')).trim());
  }
  return tarball;
}

/** A project with the package installed from the tarball, and these files. */
export function project(files = {}) {
  const folder = scratch();
  write(folder, { 'package.json': '{ "private": true }', ...files });
  run('npm', ['install', '--silent', '--offline', '--no-audit', '--no-fund', '--no-package-lock', pack()], folder);
  return folder;
}

export function write(folder, files) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

/** The files below a folder whose name ends so. */
export const filesEnding = (folder, ending) => readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(ending));
