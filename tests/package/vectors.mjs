// The vectors, for Node and as one script for pages.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from './project.mjs';

const folder = join(root, 'tests/vectors');

/** Every file of vectors, in the form that `runVectors` takes. */
export function readVectors() {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length));
  const read = (name) => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
  const special = ['eligibility', 'rulesets', 'hostile'];
  return {
    ...Object.fromEntries(special.map((name) => [name, read(name)])),
    calls: names.filter((name) => !special.includes(name)).map(read),
  };
}

/**
 * A classic script that defines `check(kualik)`: starts the module, runs every vector, and leaves the
 * outcome as a promise in `result`. Free of `eval`, which strict pages forbid: what vectors state as an
 * expression stands in it as code. Free of newer functions too, so that it runs where tests take them away.
 */
export async function pageScript() {
  const vectors = readVectors();
  const expressions = vectors.hostile.cases.map(({ expression }) =>
    `${JSON.stringify(`return ${expression}`)}: (good, rules) => (${expression})`);
  const { outputFiles } = await build({
    stdin: {
      resolveDir: join(root, 'tests/node'),
      contents: `
        import { runVectors } from './vectors.mjs';
        const vectors = JSON.parse(${JSON.stringify(JSON.stringify(vectors))}); // parsed, so that __proto__ is a field
        vectors.calls.flatMap = [].flatMap;
        self.check = (kualik, start = () => kualik.init()) => {
          self.result = Promise.resolve().then(start).then(
            () => runVectors(kualik, vectors),
            ({ name, code, message }) => ({ name, code, message }),
          );
        };`,
    },
    banner: { js: `
      const expressions = {\n${expressions.join(',\n')}\n};
      const prepared = function (good, rules, body) { return expressions[body]; };
      const { BigInt } = self, { fromEntries } = Object;
      const copied = (value) => JSON.parse(JSON.stringify(value));` },
    define: { Function: 'prepared', structuredClone: 'copied', 'Object.fromEntries': 'fromEntries' },
    bundle: true,
    format: 'iife',
    write: false,
  });
  return `(() => {\n${outputFiles[0].text}\n})();\n`;
}
