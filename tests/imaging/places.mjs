// The pictures, pages that try the packed package on them, and what Node finds.

import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { project, root, run, scratch, write } from '../package/project.mjs';
import { allowsWasm } from '../package/site.mjs';
import { oldestSyntax } from '../package/vectors.mjs';
import { runTasks } from './tasks.mjs';

export const python = join(root, '.tools/python/bin/python');

let folder;
/** The folder of pictures, made once. */
export function pictures() {
  if (!folder) {
    folder = scratch();
    run(python, [join(import.meta.dirname, 'pictures.py'), folder], root);
  }
  return folder;
}

export const picture = (name) => new Uint8Array(readFileSync(join(pictures(), name)));

export const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'";

/** More headers for answers, here those of pages. */
export const headers =
  (more, only = /\.html$/) =>
  (path, answer) =>
    only.test(path) ? { ...answer, headers: { ...answer.headers, ...more } } : answer;
export const strict = headers({ 'Content-Security-Policy': policy });

export const installed = project();

/** The module as Node gets it. */
export const { LoadError, loadImaging } = await import(pathToFileURL(join(installed, 'node_modules/kualik/imaging/node.js')));

/** What Node finds of every task. */
export const inNode = async (options) => runTasks(await loadImaging(options), async (name) => picture(name));

/** The page's script as one classic script. */
export async function pageScript() {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'page.mjs')],
    bundle: true,
    format: 'iife',
    target: oldestSyntax,
    write: false,
  });
  return outputFiles[0].text;
}

export const html = (script, attributes = 'type="module"') =>
  `<!doctype html><meta charset="utf-8"><title>kualik</title><link rel="icon" href="data:,"><script src="page.js"></script><script ${attributes} src="${script}"></script>\n`;

/** Lays the pictures and the page's script into a folder that a bundler or `site` filled. */
export async function furnish(target) {
  mkdirSync(join(target, 'pictures'), { recursive: true });
  cpSync(pictures(), join(target, 'pictures'), { recursive: true });
  write(target, { 'page.js': await pageScript() });
  return target;
}

/** A folder whose page uses the package without a bundler. */
export async function site() {
  const target = scratch();
  cpSync(join(installed, 'node_modules/kualik/imaging'), join(target, 'imaging'), { recursive: true });
  write(target, {
    'module.html': html('module.js'),
    'allows-wasm.html': html('allows-wasm.js'),
    'allows-wasm.js': allowsWasm,
    'labelled.html': html('labelled.js'),
    'labelled.js': `import { loadImaging } from './imaging/index.js';\nself.loaded = loadImaging();\n`,
    'module.js': `import { loadImaging } from './imaging/index.js';\nself.tryImaging(loadImaging);\n`,
  });
  return furnish(target);
}
