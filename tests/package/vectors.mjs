// The vectors as one script for pages.

import { join } from 'node:path';
import { build } from 'esbuild';
import { readVectors } from '../node/files.mjs';
import { root } from './project.mjs';

/** What the scripts of test pages are lowered to. */
export const oldestSyntax = 'chrome64';

/**
 * A classic script that defines `check(kualik)`: starts the module, runs every vector, and leaves the
 * outcome as a promise in `result`. Free of `eval`, which strict pages forbid: what vectors state as an
 * expression stands in it as code. Of the syntax and the functions of the oldest engine, `oldestSyntax`.
 */
export async function pageScript() {
  const vectors = readVectors();
  const expressions = vectors.hostile.cases.map(
    ({ expression }) => `${JSON.stringify(`return ${expression}`)}: (good, rules) => (${expression})`,
  );
  const { outputFiles } = await build({
    stdin: {
      resolveDir: join(root, 'tests/node'),
      contents: `
        import { runVectors } from './vectors.mjs';
        const vectors = JSON.parse(${JSON.stringify(JSON.stringify(vectors))}); // parsed, so that __proto__ is a field
        // Where there is no BigInt, nobody can pass one in.
        if (!BigInt) vectors.hostile.cases = vectors.hostile.cases.filter(({ expression }) => !expression.includes('BigInt'));
        self.check = (kualik, start = () => kualik.init()) => {
          self.result = Promise.resolve().then(start).then(
            () => runVectors(kualik, vectors),
            ({ name, code, message }) => ({ name, code, message }),
          );
        };`,
    },
    banner: {
      js: `
      const expressions = {\n${expressions.join(',\n')}\n};
      const prepared = function (good, rules, body) { return expressions[body]; };
      const { BigInt } = self;
      const fromEntries = (entries) =>
        entries.reduce((made, [name, value]) => Object.defineProperty(made, name, { value, enumerable: true, writable: true, configurable: true }), {});
      const copied = (value) => JSON.parse(JSON.stringify(value));`,
    },
    define: { Function: 'prepared', structuredClone: 'copied', 'Object.fromEntries': 'fromEntries' },
    bundle: true,
    format: 'iife',
    target: oldestSyntax,
    write: false,
  });
  return `(() => {\n${outputFiles[0].text}\n})();\n`;
}
