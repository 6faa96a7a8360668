// Prints how many cases a peer gets wrong in this process's time zone. Usage: TZ=ZONE node gate.mjs PEER
import { cases } from './cases.mjs';

const { load } = await import(`./${process.argv[2]}.mjs`);
const check = await load();
let wrong = 0;
const shown = [];
for (const { query, eligible } of cases) {
  let said = false;
  try {
    said = await check(query);
  } catch {
    // An exception counts as a no.
  }
  if (said !== eligible) {
    wrong += 1;
    if (process.argv[3]) shown.push([query, eligible]);
  }
}
console.log(JSON.stringify({ cases: cases.length, wrong }), ...shown.slice(0, 3).map((one) => JSON.stringify(one)));
process.exit();
