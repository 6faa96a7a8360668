// Time to the first verdict of `kualik/check` with WebAssembly and without, in engines that do not know 'wasm-unsafe-eval':
// under a strict policy they run the plain JavaScript. Needs `make pkg` and the old engines.

import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { oldEngines } from '../tests/engines/engines.mjs';
import { serve } from '../tests/package/browser.mjs';
import { policies } from '../tests/package/site.mjs';

const names = ['Chromium 64', 'Qt WebEngine 5.12', 'Chromium 92'];
const runs = 9;
const entries = { 'no-wasm': 'no-wasm.js', wasm: 'index.js' };

const folder = mkdtempSync(join(tmpdir(), 'kualik-bench-'));
cpSync(join(import.meta.dirname, '../pkg'), folder, { recursive: true });
for (const [name, file] of Object.entries(entries)) {
  writeFileSync(join(folder, `${name}.html`), `<!doctype html><title>${name}</title><script type="module" src="${name}.js"></script>`);
  writeFileSync(
    join(folder, `${name}.js`),
    `import { checkEligibility, init } from './check/${file}';
     self.result = init().then(() => {
       const { outcome } = checkEligibility({ document: 'identity-card', reason: 'expiry', applicant: 'owner', expiresOn: '2025-06-20', on: '2025-06-01' });
       return [outcome, performance.now()];
     });`,
  );
}

const median = (values) => [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];
const server = await serve(folder, (path, answer) =>
  path === '/no-wasm.html' ? { ...answer, headers: { ...answer.headers, 'Content-Security-Policy': policies.strict } } : answer,
);
try {
  console.log(`\nThe first verdict of kualik/check, from the page's beginning; median of ${runs} visits to each in turn`);
  for (const name of names.filter((each) => each in oldEngines)) {
    const { session, stop } = await oldEngines[name]();
    try {
      const times = { 'no-wasm': [], wasm: [] };
      for (let run = 0; run < runs; run += 1) {
        for (const entry of Object.keys(entries)) {
          await session.get(`${server.url}/${entry}.html`);
          const [outcome, time] = await session.executeScript('return self.result');
          if (outcome !== 'eligible') throw new Error(`${name}, ${entry}: ${outcome}`);
          times[entry].push(time);
        }
      }
      const [plain, wasm] = [median(times['no-wasm']), median(times.wasm)];
      const ratio = (plain / wasm).toFixed(2);
      console.log(
        `  ${name.padEnd(20)}WebAssembly, no policy ${wasm.toFixed(0).padStart(4)} ms  plain JavaScript, strict policy ${plain.toFixed(0).padStart(4)} ms  ${ratio} ×`,
      );
    } finally {
      await session.quit();
      await stop();
    }
  }
} finally {
  await server.close();
  rmSync(folder, { recursive: true });
}
