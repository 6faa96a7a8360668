// How many instructions a check takes, by valgrind and so without a clock. More than before is a question to answer:
// either it buys something, and the number here is raised, or it goes.

import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const BUDGET = 6_480;
const TOLERANCE = 1.03;
const LOW = 300;
const HIGH = 1_300;

execFileSync('cargo', ['build', '--quiet', '--release', '--locked', '--example', 'checks'], { cwd: root, stdio: 'inherit' });

function instructions(count) {
  const out = join(root, `target/callgrind.${process.pid}`);
  execFileSync(
    'valgrind',
    ['--quiet', '--tool=callgrind', `--callgrind-out-file=${out}`, join(root, 'target/release/examples/checks'), String(count)],
    { stdio: 'inherit' },
  );
  const [, total] = /^(?:summary|totals): (\d+)/m.exec(readFileSync(out, 'utf8'));
  rmSync(out);
  return Number(total);
}

// What starting takes falls out of the difference.
const each = (instructions(HIGH) - instructions(LOW)) / (HIGH - LOW);
console.log(`${Math.round(each)} instructions a check; ${BUDGET} are allowed`);
if (each > BUDGET * TOLERANCE) {
  console.error('More than allowed, by more than the tolerance.');
  process.exit(1);
}
if (each < BUDGET / TOLERANCE) console.log('Fewer than allowed: lower the number in tests/instructions.mjs.');
