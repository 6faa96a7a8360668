// Measures the picture checks in Chromium on a 12-megapixel phone photo: time at full speed and with the CPU throttled
// 4×, WebAssembly memory, and bytes to transfer. Needs `make pkg`.
//
// Runs on the page's own thread, because Chromium throttles a page's CPU but not a worker's.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { launch } from '../scripts/chromium.mjs';
import { serve } from '../tests/package/browser.mjs';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'target/bench-imaging');
const runs = 7;
const targets = { 1: 150, 4: 700, memory: 70_000_000, wasm: 75_000, face: 100_000 };

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
execFileSync(join(root, '.tools/python/bin/python'), [join(root, 'tests/imaging/pictures.py'), folder, '--large']);
cpSync(join(root, 'pkg/imaging'), join(folder, 'imaging'), { recursive: true });
cpSync(join(import.meta.dirname, 'imaging-plain.js'), join(folder, 'plain.js'));
writeFileSync(join(folder, 'index.html'), '<!doctype html><link rel="icon" href="data:,"><script type="module" src="page.js"></script>');
writeFileSync(
  join(folder, 'page.js'),
  `
  import { loadImaging } from './imaging/index.js';
  import { decoded, plain } from './plain.js';
  // Keep every instance's memory, to read its size later.
  const memories = [];
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (module, imports) => {
    const instance = await instantiate(module, imports);
    memories.push(instance.exports.memory);
    return instance;
  };
  const bytes = {};
  self.ready = (async () => {
    for (const name of ['baseline', 'progressive']) bytes[name] = new Uint8Array(await (await fetch('phone-' + name + '.jpg')).arrayBuffer());
    const imaging = {};
    self.load = async (simd) => (imaging[simd] = await loadImaging({ worker: false, simd }));
    self.assess = async (name, simd) => {
      if (simd === null) {
        const started = performance.now();
        await decoded(bytes[name], 756, 1008);
        return { milliseconds: performance.now() - started, memory: 0 };
      }
      if (simd === undefined) {
        const started = performance.now();
        const measures = await plain(bytes[name], 756, 1008);
        if (!Object.values(measures).every(Number.isFinite)) throw new Error(JSON.stringify(measures));
        return { milliseconds: performance.now() - started, memory: 0 };
      }
      memories.length = 0;
      const started = performance.now();
      const report = await imaging[simd].assessPhoto(bytes[name]);
      const milliseconds = performance.now() - started;
      if (report.outcome !== 'assessed') throw new Error(JSON.stringify(report));
      return { milliseconds, memory: Math.max(...memories.map(({ buffer }) => buffer.byteLength)) };
    };
  })();`,
);

/** In another order each time, so that what runs before a case is not always the same. */
function shuffled(list) {
  const left = [...list];
  return Array.from(list, () => left.splice(Math.floor(Math.random() * left.length), 1)[0]);
}
const median = (values) => values.sort((one, other) => one - other)[Math.floor(values.length / 2)];
const shown = (value, target, unit) =>
  `${value.toLocaleString('en')} ${unit}${target ? `  ${(value / target).toFixed(2)} × the target of ${target.toLocaleString('en')}` : ''}`;

const cases = [];
for (const slower of [1, 4])
  for (const name of ['baseline', 'progressive'])
    for (const simd of [true, false, undefined, null]) cases.push({ slower, name, simd, times: [] });

const server = await serve(folder);
const browser = await launch();

async function open() {
  const page = await browser.newPage();
  await page.goto(`${server.url}/index.html`);
  await page.evaluate(() => self.ready);
  return { page, devtools: await page.context().newCDPSession(page) };
}

/** From nothing to the first report: fetched, compiled, and not yet optimised by the engine. */
async function measureFirst(slower) {
  const { page, devtools } = await open();
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
  const milliseconds = await page.evaluate(async () => {
    const started = performance.now();
    await self.load(true);
    await self.assess('baseline', true);
    return performance.now() - started;
  });
  await page.close();
  return milliseconds;
}

const firsts = [];
try {
  for (const slower of [1, 4]) firsts.push({ slower, milliseconds: await measureFirst(slower) });
  const { page, devtools } = await open();
  await page.evaluate(async () => {
    for (const simd of [true, false]) await self.load(simd);
  });
  // Warm up: the engine compiles fully only after a first run.
  for (let run = -1; run < runs; run += 1) {
    for (const each of shuffled(cases)) {
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: each.slower });
      const { milliseconds, memory } = await page.evaluate(({ name, simd }) => self.assess(name, simd), each);
      each.memory = memory;
      if (run >= 0) each.times.push(milliseconds);
    }
  }
} finally {
  await browser.close();
  await server.close();
}

console.log(`\nassessPhoto of 3024 × 4032 pixels in Chromium, on ${cpus().length} × ${cpus()[0].model}; median of ${runs} shuffled runs`);
const cpu = (slower) => `CPU ${slower === 1 ? 'as it is  ' : `${slower} × slower`}`;
for (const { slower, name, simd, times, memory } of cases) {
  if (simd === undefined || simd === null) {
    const fast = cases.find((each) => each.slower === slower && each.name === name && each.simd);
    const what = simd === null ? 'decoded by the browser, and no more' : 'four measures in JavaScript';
    console.log(
      `  ${cpu(slower)}  ${name.padEnd(12)}${what}: ${Math.round(median(times))} ms; all checks with simd128 take ${(median(fast.times) / median(times)).toFixed(2)} × that`,
    );
    continue;
  }
  console.log(
    `  ${cpu(slower)}  ${name.padEnd(12)}${(simd ? 'simd128' : 'plain').padEnd(9)}${shown(
      Math.round(median(times)),
      targets[slower],
      'ms',
    )}; memory ${shown(memory, targets.memory, 'bytes')}`,
  );
}
for (const { slower, milliseconds } of firsts)
  console.log(`  ${cpu(slower)}  loading and the first report, simd128: ${Math.round(milliseconds)} ms`);
console.log("  Memory is the module's only; the browser decodes a progressive photo of this size in its own memory.");
console.log('\nto transfer, in bytes');
for (const [file, target] of [
  ['imaging.wasm', targets.wasm],
  ['imaging-simd.wasm', targets.wasm],
  ['face.bin', targets.face],
  ['index.js'],
  ['worker.js'],
]) {
  const bytes = readFileSync(join(root, 'pkg/imaging', file));
  console.log(
    `  ${file.padEnd(18)} raw ${bytes.length}  brotli ${brotliCompressSync(bytes).length}  gzip ${shown(gzipSync(bytes, { level: 9 }).length, target, '')}`,
  );
}
