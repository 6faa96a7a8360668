// How the cost of a call grows with its input: refusals, dated values in a ruleset, events in a history, bytes of a
// picture. Fails if any cost grows faster than its input. Needs `make pkg`. With --write, draws docs/growth.svg.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { advance, buildApplication, checkEligibility, checkRuleset, init, ruleset } from '../pkg/node.js';

await init();
const date = (day) => new Date(Date.UTC(1991, 0, 1) + day * 86_400_000).toISOString().slice(0, 10);
const expect = (answer, outcome) => {
  if (answer.outcome !== outcome) throw new Error(JSON.stringify(answer).slice(0, 300));
};

const query = { document: 'identity-card', reason: 'expiry', applicant: 'owner', expiresOn: '2025-06-20', on: '2025-05-29' };
// Each adds one refusal. If document and reason are not covered, the window is not judged: one fewer.
const refusing = [
  { applicant: 'representative' },
  { biometrics: 'failed' },
  { document: 'passport' },
  { reason: 'loss' },
  { on: '2025-05-27' },
];

function refusals(count) {
  const asked = Object.assign({}, query, ...refusing.slice(0, count));
  if (checkEligibility(asked).refusals.length !== count) throw new Error(`not ${count} refusals`);
  return () => checkEligibility(asked);
}

function datedValues(count) {
  const rules = { ...ruleset(), id: 'long' };
  rules.duty = Array.from({ length: count }, (_, index) => ({
    ...rules.duty[0],
    exempt: undefined,
    from: date(2 * index),
    through: date(2 * index + 1),
  }));
  expect(checkRuleset(rules), 'sound');
  return () => checkRuleset(rules);
}

/** A history has at most six events: this one is refused, and every event of it is read. */
function events(count) {
  const at = Date.UTC(2025, 5, 1);
  const history = Array.from({ length: count }, (_, index) => ({ type: 'review-started', at: at + index, by: 'migration-service' }));
  history[0] = { type: 'registered', at, by: 'portal', ticket: 'T-1', region: '75', dutyPaid: true, paidOn: '2025-05-31' };
  const record = { ticket: 'T-1', status: 'under-review', region: '75', dutyPaid: true, history, next: 'wait', refund: 'none' };
  const event = { type: 'approved', at: at + count, by: 'migration-service' };
  expect(advance(record, event), count === 2 ? 'advanced' : 'invalid');
  return () => advance(record, event);
}

function pictures(kilobytes) {
  const bytes = new Uint8Array(kilobytes * 1_024);
  bytes.set([0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 2, 19, 1, 157, 1, 1, 0x11, 0, 0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0]);
  bytes.set([0xff, 0xd9], bytes.length - 2);
  const picture = { mediaType: 'image/jpeg', bytes };
  const draft = {
    applicant: { iin: '990101300122', surname: 'Үмбетәлі', givenName: 'Ғани', phone: '+77010000000' },
    card: { number: '012345678', expiresOn: '2025-06-20' },
    region: '75',
    registrationPoint: 'Алматы',
    photo: picture,
    signature: picture,
    duty: { paymentReference: 'P-1', paidOn: '2025-06-01', amount: 786 },
    consent: true,
  };
  const options = { on: '2025-06-01', id: '00000000-0000-4000-8000-000000000000' };
  expect(buildApplication(draft, options), 'built');
  return () => buildApplication(draft, options);
}

const curves = [
  { title: 'checkEligibility: refusals', make: refusals, sizes: [1, 2, 3, 4, 5] },
  { title: 'checkRuleset: dated values', make: datedValues, sizes: [1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000] },
  { title: 'advance: events in the history', make: events, sizes: [2, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000] },
  { title: 'buildApplication: KB of each picture', make: pictures, sizes: [10, 30, 100, 300, 1_024] },
];

/** The least of some samples, in microseconds: what else the machine does only adds. */
function cost(run) {
  let least = Infinity;
  for (let sample = 0, times = 1; sample < 9; ) {
    const started = performance.now();
    for (let index = 0; index < times; index += 1) run();
    const took = performance.now() - started;
    if (took < 8) times *= 2;
    else {
      least = Math.min(least, (took * 1e3) / times);
      sample += 1;
    }
  }
  return least;
}

/** The power with which the cost grows over the larger half of the sizes: 1 is in proportion. */
function power(points) {
  const upper = points.slice(Math.floor(points.length / 2)).map(({ size, micros }) => [Math.log(size), Math.log(micros)]);
  const mean = (index) => upper.reduce((sum, point) => sum + point[index], 0) / upper.length;
  const [x, y] = [mean(0), mean(1)];
  return (
    upper.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0) / upper.reduce((sum, point) => sum + (point[0] - x) ** 2, 0)
  );
}

const MOST = 1.15;
let isWorse = false;
for (const curve of curves) {
  curve.points = curve.sizes.map((size) => ({ size, micros: cost(curve.make(size)) }));
  curve.power = power(curve.points);
  isWorse ||= curve.power > MOST;
  console.log(
    `${curve.title.padEnd(40)} grows with the power ${curve.power.toFixed(2)}: ${curve.points.map(({ size, micros }) => `${size}: ${micros.toPrecision(3)} µs`).join(', ')}`,
  );
}

/** Both axes by powers of ten. */
function draw({ title, points, power: grows }, index) {
  const [width, height, left, bottom] = [300, 170, 46, 34];
  const ends = (name) => {
    const values = points.map((point) => Math.log10(point[name]));
    return [Math.floor(Math.min(...values)), Math.max(Math.ceil(Math.max(...values)), Math.floor(Math.min(...values)) + 1)];
  };
  const [xs, ys] = [ends('size'), ends('micros')];
  const x = (value) => left + ((value - xs[0]) / (xs[1] - xs[0])) * (width - left - 12);
  const y = (value) => height - bottom - ((value - ys[0]) / (ys[1] - ys[0])) * (height - bottom - 28);
  const powers = ([from, to]) => Array.from({ length: to - from + 1 }, (_, step) => from + step);
  const shown = (exponent) => (10 ** exponent).toLocaleString('en');
  const path = points
    .map(({ size, micros }, at) => `${at ? 'L' : 'M'}${x(Math.log10(size)).toFixed(1)} ${y(Math.log10(micros)).toFixed(1)}`)
    .join('');
  return `<g transform="translate(${(index % 2) * 320} ${Math.floor(index / 2) * 190})">
<text x="${left}" y="14" font-weight="bold">${title}</text>
${powers(ys)
  .map(
    (exponent) =>
      `<path d="M${left} ${y(exponent).toFixed(1)}H${width - 12}" stroke="#ddd"/><text x="${left - 4}" y="${(y(exponent) + 4).toFixed(1)}" text-anchor="end">${shown(exponent)}</text>`,
  )
  .join('')}
${powers(xs)
  .map((exponent) => `<text x="${x(exponent).toFixed(1)}" y="${height - bottom + 14}" text-anchor="middle">${shown(exponent)}</text>`)
  .join('')}
<path d="${path}" fill="none" stroke="#0b6e99" stroke-width="2"/>${points.map(({ size, micros }) => `<circle cx="${x(Math.log10(size)).toFixed(1)}" cy="${y(Math.log10(micros)).toFixed(1)}" r="2.5" fill="#0b6e99"/>`).join('')}
<text x="${left}" y="${height - 4}">µs a call; grows with the power ${grows.toFixed(2)}</text>
</g>`;
}
if (process.argv.includes('--write')) {
  writeFileSync(
    join(import.meta.dirname, '../docs/growth.svg'),
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-8 -8 640 390" font-family="sans-serif" font-size="10"><rect x="-8" y="-8" width="640" height="390" fill="#fff"/>
${curves.map(draw).join('\n')}
</svg>
`,
  );
}
if (isWorse) throw new Error(`a cost grows faster than with the power ${MOST}`);
