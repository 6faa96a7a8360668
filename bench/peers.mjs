// Compares the eligibility rule with its peers in one run on one machine: bundled size, time to the first verdict in Node
// and in Chromium, time of each verdict after that, and wrong answers. `make bench` installs the peers into
// bench/node_modules. Usage: node bench/peers.mjs [--write]; --write updates the table in README.md. ROUNDS=n sets the
// number of samples.

import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { cpus } from 'node:os';
import { extname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { launch } from '../scripts/chromium.mjs';
import { cases } from './peers/cases.mjs';

const here = import.meta.dirname;
const root = join(here, '..');
const work = join(root, 'target/bench-peers');
const rounds = Number(process.env.ROUNDS ?? 9);
const zones = [
  'UTC',
  'Asia/Almaty',
  'Asia/Qyzylorda',
  'America/Santiago',
  'America/Havana',
  'Asia/Beirut',
  'Africa/Cairo',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
];
const modules = join(here, 'node_modules');
const core = { 'core.wasm': join(root, 'pkg/core.wasm') };
const deciding = { 'core.wasm': join(root, 'pkg/check/core.wasm') };
const cedar = { 'cedar_wasm_bg.wasm': join(modules, '@cedar-policy/cedar-wasm/web/cedar_wasm_bg.wasm') };
const zen = { 'zen-engine.wasm32-wasi.wasm': join(modules, '@gorules/zen-engine-wasm32-wasi/zen-engine.wasm32-wasi.wasm') };
const peers = [
  { name: 'bare JavaScript', node: 'bare', web: 'bare' },
  { name: '**kualik/check**', node: 'check-node', web: 'check-web', files: deciding },
  // The same, with the one line that loads the module in parallel with the script.
  { name: 'the same, with `<link rel="preload">` for its module', web: 'check-web', files: deciding, preload: 'core.wasm' },
  { name: '**kualik**, everything in it', node: 'kualik-node', web: 'kualik-web', files: core },
  { name: 'the same, with `<link rel="preload">`', web: 'kualik-web', files: core, preload: 'core.wasm' },
  { name: 'json-logic-js + dayjs', node: 'json-logic', web: 'json-logic' },
  { name: 'zod + dayjs', node: 'zod-dayjs', web: 'zod-dayjs' },
  { name: 'publicodes', node: 'publicodes', web: 'publicodes' },
  { name: 'json-rules-engine + dayjs', node: 'json-rules-engine', web: 'json-rules-engine' },
  { name: 'zod + temporal-polyfill', node: 'zod-temporal', web: 'zod-temporal' },
  { name: 'cedar-wasm', node: 'cedar-node', web: 'cedar-web', files: cedar },
  // In a browser it needs a cross-origin isolated page: not measured there.
  { name: 'zen-engine-wasm32-wasi', node: 'zen-node', files: zen },
];

const median = (values) => [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];
const spread = (values) => `${Math.min(...values).toPrecision(3)}–${Math.max(...values).toPrecision(3)}`;
function shuffled(list) {
  const left = [...list];
  return Array.from(list, () => left.splice(Math.floor(Math.random() * left.length), 1)[0]);
}
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

let busy = 0;
/** Waits until nothing else takes the machine, half a minute at the most; counts the times when that did not help. */
async function idle() {
  const spent = () => cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0);
  for (let tries = 0; tries < 60; tries += 1) {
    const before = spent();
    await pause(500);
    if (spent() - before < 500 * 0.3 * cpus().length) return;
    if (tries * 500 >= Number(process.env.PATIENCE ?? 30_000)) break;
  }
  busy += 1;
}

/** Runs in a new process or a new page, where everything is: from nothing to the first verdict, then each after it. */
const measure = `
  export async function measure(start, load, cases, now, least) {
    const check = await load();
    const first = await check(cases[0].query);
    const cold = now() - start;
    if (first !== cases[0].eligible) throw new Error('a wrong first verdict');
    const isAsync = check(cases[0].query) instanceof Promise;
    const samples = [];
    for (let times = 8; samples.length < 7; ) {
      const began = now();
      for (let index = 0; index < times; index += 1) {
        const answer = check(cases[index % cases.length].query);
        if (isAsync) await answer;
      }
      const took = now() - began;
      if (took < least) times *= 2;
      else samples.push(took / times * 1e6);
    }
    samples.sort((one, other) => one - other);
    return { cold, each: samples[3] };
  }`;

async function prepare() {
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  // Well-formed, as a form produces them: the common case.
  const asked = shuffled(cases.filter(({ query }) => /^\d{4}-\d\d-\d\d$/.test(query.expiresOn)).slice(-60));
  asked.unshift(asked.find(({ eligible }) => eligible));
  writeFileSync(join(work, 'measure.mjs'), measure);
  writeFileSync(join(work, 'cases.json'), JSON.stringify(asked));
  for (const peer of peers) {
    for (const kind of ['node', 'web']) {
      if (!peer[kind]) continue;
      const folder = join(work, peer[kind], kind);
      mkdirSync(folder, { recursive: true });
      writeFileSync(
        join(folder, 'page.mjs'),
        `
        import { load } from ${JSON.stringify(join(here, 'peers', `${peer[kind]}.mjs`))};
        import { measure } from ${JSON.stringify(join(work, 'measure.mjs'))};
        import cases from ${JSON.stringify(join(work, 'cases.json'))};
        self.result = measure(0, load, cases, () => performance.now(), 30);`,
      );
      const options = { bundle: true, minify: true, format: 'esm', logLevel: 'error', nodePaths: [modules] };
      if (kind === 'web') {
        await build({
          ...options,
          entryPoints: [join(folder, 'page.mjs')],
          outfile: join(folder, 'page.js'),
          platform: 'browser',
          target: 'es2022',
        });
        for (const [name, path] of Object.entries(peer.files ?? {})) cpSync(path, join(folder, name));
      }
      // The rule alone, for its size.
      if (kind === (peer.web ? 'web' : 'node')) {
        await build({
          ...options,
          entryPoints: [join(here, 'peers', `${peer[kind]}.mjs`)],
          outfile: join(folder, 'rule.js'),
          platform: kind === 'web' ? 'browser' : 'node',
        });
        const parts = [readFileSync(join(folder, 'rule.js')), ...Object.values(peer.files ?? {}).map((path) => readFileSync(path))];
        const sum = (of) => parts.reduce((total, bytes) => total + of(bytes).length, 0);
        peer.sizes = {
          raw: sum((bytes) => bytes),
          gzip: sum((bytes) => gzipSync(bytes, { level: 9 })),
          brotli: sum((bytes) => brotliCompressSync(bytes)),
        };
      }
    }
  }
}

function gate(peer) {
  peer.wrong = zones.map((zone) => {
    const { stdout } = spawnSync(process.execPath, [join(here, 'peers/gate.mjs'), peer.node], {
      env: { ...process.env, TZ: zone },
      encoding: 'utf8',
    });
    return JSON.parse(stdout.split('\n')[0]).wrong;
  });
}

function inNode({ node }) {
  const program = `
    const start = performance.now();
    const { readFileSync } = await import('node:fs');
    const cases = JSON.parse(readFileSync(${JSON.stringify(join(work, 'cases.json'))}));
    const { measure } = await import(${JSON.stringify(join(work, 'measure.mjs'))});
    const begun = performance.now();
    const { load } = await import(${JSON.stringify(join(here, 'peers', `${node}.mjs`))});
    console.log(JSON.stringify(await measure(begun, load, cases, () => performance.now(), 30)));
    process.exit();`;
  return JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
  );
}

const types = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm' };
const page = (preload) =>
  `<!doctype html><title>bench</title><link rel="icon" href="data:,">${preload ? `<link rel="preload" href="${preload}" as="fetch" crossorigin>` : ''}<script type="module" src="page.js"></script>`;
const answers = new Map();
const server = createServer(({ url }, response) => {
  if (!answers.has(url))
    answers.set(
      url,
      brotliCompressSync(url.endsWith('.html') ? page(url.endsWith('/preload.html') && 'core.wasm') : readFileSync(join(work, url))),
    );
  response
    .writeHead(200, { 'Content-Type': types[extname(url)], 'Content-Encoding': 'br', 'Cache-Control': 'no-store' })
    .end(answers.get(url));
});
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));

async function inChromium(browser, { web, preload }, isSlow) {
  const context = await browser.newContext();
  const tab = await context.newPage();
  if (isSlow) {
    const devtools = await context.newCDPSession(tab);
    await devtools.send('Network.enable');
    await devtools.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 150,
      downloadThroughput: 200_000,
      uploadThroughput: 93_750,
    });
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  }
  await tab.goto(`http://127.0.0.1:${server.address().port}/${web}/web/${preload ? 'preload' : 'index'}.html`);
  const result = await tab.evaluate(() => self.result);
  await context.close();
  return result;
}

await prepare();
for (const peer of peers.filter(({ node }) => node)) gate(peer);
for (const peer of peers) Object.assign(peer, { nodeRuns: [], webRuns: [], slowRuns: [] });
const browser = await launch();
try {
  for (let round = 0; round < rounds; round += 1) {
    for (const peer of shuffled(peers)) {
      await idle();
      if (peer.node) peer.nodeRuns.push(inNode(peer));
      if (!peer.web) continue;
      peer.webRuns.push(await inChromium(browser, peer, false));
      peer.slowRuns.push(await inChromium(browser, peer, true));
    }
  }
} finally {
  await browser.close();
  server.close();
}

const bare = peers[0];
const of = (runs, what) => (runs.length === 0 ? undefined : median(runs.map((run) => run[what])));
const milliseconds = (runs) => (runs.length === 0 ? '–' : of(runs, 'cold').toFixed(1));
const time = (value) =>
  value === undefined
    ? '–'
    : value < 1e3
      ? `${value.toFixed(0)} ns`
      : value < 1e6
        ? `${(value / 1e3).toFixed(value < 1e4 ? 1 : 0)} µs`
        : `${(value / 1e6).toFixed(1)} ms`;
const ratio = (value, floor) => (value === undefined ? '' : ` (${(value / floor).toFixed(value / floor < 10 ? 1 : 0)} ×)`);
const rows = peers.map((peer) => {
  const each = ['nodeRuns', 'webRuns'].map(
    (runs) => `${time(of(peer[runs], 'each'))}${ratio(of(peer[runs], 'each'), of(bare[runs], 'each'))}`,
  );
  const slow =
    peer.slowRuns.length === 0
      ? '–'
      : peer === bare
        ? `${of(peer.slowRuns, 'cold').toFixed(0)} ms in all`
        : `${(of(peer.slowRuns, 'cold') - of(bare.slowRuns, 'cold')).toLocaleString('en', { maximumFractionDigits: 0, signDisplay: 'exceptZero' })} ms`;
  return `| ${peer.name} | ${(peer.sizes.brotli / 1000).toFixed(1)} KB | ${peer.node ? `${milliseconds(peer.nodeRuns)} ms` : '–'} | ${peer.web ? `${milliseconds(peer.webRuns)} ms` : '–'} | ${slow} | ${each.join(' | ')} | ${peer.wrong ? `${peer.wrong[0]} / ${Math.max(...peer.wrong)}` : 'as above'} |`;
});
const date = new Date().toISOString().slice(0, 10);
const table = [
  `${date}, ${cpus().length} cores (${cpus()[0].model.trim()}), Node ${process.versions.node}, Chromium; medians of ${rounds} rounds in shuffled order${busy > 0 ? `; other work ran on the machine in ${busy} of ${rounds * peers.length} samples, so read the ratios` : ''}.`,
  '',
  '| | brotli | to the first verdict, Node | Chromium | slow phone, over bare JavaScript | each verdict, Node | Chromium | wrong in UTC / worst zone |',
  '|---|---:|---:|---:|---:|---:|---:|---:|',
  ...rows,
].join('\n');
console.log(`\n${table}\n`);
console.log(`wrong: of ${cases.length} cases in each of ${zones.length} time zones`);
for (const peer of peers) {
  const spreads = [
    ['Node', peer.nodeRuns],
    ['Chromium', peer.webRuns],
    ['slow phone', peer.slowRuns],
  ]
    .filter(([, runs]) => runs.length > 0)
    .map(([where, runs]) => `${where} first ${spread(runs.map(({ cold }) => cold))} ms, each ${spread(runs.map(({ each }) => each))} ns`);
  console.log(`${peer.name.padEnd(30)} raw ${peer.sizes.raw}, gzip ${peer.sizes.gzip}; ${spreads.join('; ')}`);
}
if (process.argv.includes('--write')) {
  const file = join(root, 'README.md');
  const text = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    text.replace(/(<!-- peers -->\n)[\s\S]*?(\n<!-- \/peers -->)/, (_, before, after) => `${before}${table}${after}`),
  );
}
for (const { node, wrong } of peers) {
  if (/^(kualik|check)-/.test(node) && wrong.some((count) => count > 0)) throw new Error('kualik gave a wrong verdict');
}
