// What every JavaScript runner of the vectors does with them; the browser pages of tests/package use it too.

/** Problems as a sorted list of code and path. */
export const problems = (list) => list.map(({ code, path }) => `${path}: ${code}`).sort();

/** A ruleset with what a vector sets in it. */
export function changed(ruleset, { set }) {
  const copy = structuredClone(ruleset);
  for (const [path, value] of Object.entries(set)) {
    const steps = path.match(/[^.[\]]+/g);
    const last = steps.pop();
    steps.reduce((at, step) => at[step], copy)[last] = value;
  }
  return copy;
}

/** What `kualik/check` leaves to `kualik`. */
const applying = ['parseIin', 'parseMrz', 'regions', 'reviewApplication', 'buildApplication', 'advance', 'lifecycle', 'limits'];

/** Equal whatever the order of fields. */
const text = (value) =>
  JSON.stringify(value, (_, part) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

/** Without any `basis`, however deep; bytes stay as they are. */
function withoutCitations(value) {
  if (Array.isArray(value)) return value.map(withoutCitations);
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return value;
  const kept = Object.entries(value).filter(([name]) => name !== 'basis');
  return Object.fromEntries(kept.map(([name, part]) => [name, withoutCitations(part)]));
}

/** What vectors state of an answer: without citations, notices and the names of rulesets; bytes as UTF-8 text. */
function stated(answer) {
  const { notice, ruleset, ...rest } = withoutCitations(answer);
  for (const list of ['refusals', 'cautions']) if (list in rest) rest[list] = rest[list].map((entry) => entry.code ?? entry);
  if ('problems' in rest) rest.problems = problems(rest.problems);
  if (rest.canonical instanceof Uint8Array) rest.canonical = new TextDecoder().decode(rest.canonical);
  return rest;
}

/** An argument of a vector: `$base64` stands for bytes, with zeros before the last two up to `$padTo`. */
export function argument(value) {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(argument);
  if (value.$base64 === undefined) return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, argument(part)]));
  const bytes = Uint8Array.from(atob(value.$base64), (character) => character.charCodeAt(0));
  if (!value.$padTo) return bytes;
  const padded = new Uint8Array(value.$padTo);
  padded.set(bytes.subarray(0, -2));
  padded.set(bytes.subarray(-2), value.$padTo - 2);
  return padded;
}

/** Runs every vector against a loaded module, of `kualik/check` those of its functions; gives the number run and what differs. */
export function runVectors(kualik, { eligibility, rulesets, hostile, calls = [] }) {
  const differences = [];
  let count = 0;
  const compare = (name, run, wanted) => {
    count += 1;
    let got;
    try {
      got = run();
    } catch (error) {
      got = `threw ${error}`;
    }
    if (text(got) !== text(wanted)) differences.push(`${name}: ${text(got)}, expected ${text(wanted)}`);
  };
  for (const one of eligibility.cases) {
    compare(one.name, () => stated(kualik.checkEligibility(one.query)), stated(one.expect));
  }
  const has = ({ call }) => kualik.parseIin || !applying.includes(call);
  for (const one of [].concat(...calls.map(({ cases }) => cases)).filter(has)) {
    compare(one.name, () => stated(kualik[one.call](...one.args.map(argument))), stated(one.expect));
  }
  const embedded = kualik.ruleset();
  compare('embedded', () => kualik.checkRuleset(embedded), { outcome: 'sound' });
  for (const one of rulesets.unsound) {
    compare(one.name, () => stated(kualik.checkRuleset(changed(embedded, one))), { outcome: 'invalid', problems: problems(one.problems) });
  }
  for (const one of rulesets.verdicts) {
    compare(one.name, () => stated(kualik.checkEligibility({ ...one.query, ruleset: changed(embedded, one) })), stated(one.expect));
  }
  const good = { document: 'identity-card', reason: 'expiry', applicant: 'owner', expiresOn: '2025-06-20', on: '2025-06-01' };
  for (const one of hostile.cases) {
    const value = new Function('good', 'rules', `return ${one.expression}`)(good, kualik.ruleset());
    compare(one.name, () => stated(kualik.checkEligibility(value)), { outcome: 'invalid', problems: problems(one.problems) });
  }
  return { count, differences };
}
