// A code without words in all three languages, or words for no code, fails the build.

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './core.mjs';

/** Throws unless the words beside the contract are complete; `folder` has `contract.d.ts` and `messages/`. */
export async function requireWords(folder) {
  const files = ['ru', 'kk', 'en'].map((language) => join(folder, 'messages', `${language}.js`));
  // Each file names its type, whose fields are the contract's own unions.
  const strictly = ['--noEmit', '--strict', '--allowJs', '--checkJs', '--target', 'es2022', '--module', 'nodenext', '--types', ''];
  execFileSync(join(root, 'node_modules/.bin/tsc'), [...strictly, ...files], { stdio: ['ignore', 'inherit', 'inherit'] });
  for (const file of files) {
    const { messages } = await import(pathToFileURL(file));
    for (const [kind, words] of Object.entries(messages)) {
      for (const [code, sentence] of Object.entries(words)) {
        if (sentence.trim() === '') throw new Error(`${file}: ${kind}.${code} has no words`);
      }
    }
  }
}
