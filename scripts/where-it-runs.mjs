// The README's table of where it runs, made from what the tests' last run found: `--write` puts it there; without, each row
// whose tests ran must be as they say. A row whose tests did not all pass is no row.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { environments, notTested } from '../tests/environments.mjs';
import { resultsOf } from '../tests/results.mjs';

const readme = fileURLToPath(new URL('../README.md', import.meta.url));
const isToWrite = process.argv.includes('--write');
const [begin, end] = ['<!-- where it runs -->\n', '<!-- /where it runs -->'];
const text = readFileSync(readme, 'utf8');
const from = text.indexOf(begin) + begin.length;
const given = text.slice(from, text.indexOf(end)).split('\n');

const problems = [];
const cell = (file, tests) => [`\`${file}\``, ...tests.map((name) => `*${name}…*`)].join(', ');

/** The line of a row: as the results say, or as it stands where its tests have not run. */
function line({ where, entry, file, tests }) {
  const start = `| ${where} | ${entry} | ${cell(file, tests)} | `;
  if (!existsSync(resultsOf(file))) {
    const known = given.find((each) => each.startsWith(start));
    if (!known) problems.push(`${file} has not run, and the table has no row: ${start}`);
    return known;
  }
  const { passed, failed } = JSON.parse(readFileSync(resultsOf(file), 'utf8'));
  const of = (names, prefixes) => names.filter((name) => prefixes.some((prefix) => name.startsWith(prefix)));
  for (const prefix of tests.length > 0 ? tests : [''])
    if (of(passed, [prefix]).length === 0 || of(failed, [prefix]).length > 0) problems.push(`${where}: ${file}, ${prefix} did not pass`);
  // A suite is its tests.
  const leaves = of(passed, tests.length > 0 ? tests : ['']).filter((name) => !passed.some((other) => other.startsWith(`${name} > `)));
  return `${start}${leaves.length} |`;
}

const lines = [
  '| environment | entry | tests | passed |',
  '|---|---|---|---:|',
  ...environments.map(line),
  ...notTested.map((where) => `| ${where} | | not tested | |`),
  '',
];
if (problems.length > 0) throw new Error(problems.join('\n'));
if (isToWrite) writeFileSync(readme, text.slice(0, from) + lines.join('\n') + text.slice(text.indexOf(end)));
else if (lines.join('\n') !== given.join('\n'))
  throw new Error('The table of README.md is not what the tests found: run `make where-it-runs`.');
console.log(`${environments.length} environments, each proven by a test.`);
