// Reads the files of vectors; apart from their runner, which runs in pages too.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../vectors');

/** Every file of vectors, in the form that `runVectors` takes. */
export function readVectors() {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length));
  const read = (name) => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
  const special = ['eligibility', 'rulesets', 'hostile'];
  return {
    ...Object.fromEntries(special.map((name) => [name, read(name)])),
    calls: names.filter((name) => !special.includes(name)).map(read),
  };
}
