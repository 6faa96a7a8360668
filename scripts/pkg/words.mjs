// A code without words in all three languages, or words for no code, fails the build.

import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { root } from './core.mjs';

/** Throws unless the words in `folder`, which has `messages/`, are complete. */
export async function requireWords(folder) {
  const files = readdirSync(join(folder, 'messages'))
    .filter((name) => !name.startsWith('messages.'))
    .map((name) => join(folder, 'messages', name));
  // Each file names its type, whose fields are the contract's own unions.
  const strictly = ['--noEmit', '--strict', '--allowJs', '--checkJs', '--allowImportingTsExtensions', '--ignoreConfig'];
  const modules = ['--target', 'es2022', '--module', 'esnext', '--moduleResolution', 'bundler', '--types', ''];
  execFileSync(join(root, 'node_modules/.bin/tsc'), [...strictly, ...modules, ...files], { stdio: ['ignore', 'inherit', 'inherit'] });
  for (const file of files) {
    const { text } = buildSync({ entryPoints: [file], bundle: true, format: 'esm', write: false }).outputFiles[0];
    const { messages } = await import(`data:text/javascript,${encodeURIComponent(text)}`);
    for (const [kind, words] of Object.entries(messages)) {
      for (const [code, sentence] of Object.entries(words)) {
        if (sentence.trim() === '') throw new Error(`${file}: ${kind}.${code} has no words`);
      }
    }
  }
}
