// What the rule alone decides: a query of its five fields, and whether the card may be renewed online. The cases are the
// vectors, plus every day in and around the pilot with each number of days left that matters, computed with Python's
// datetime, so that clocks going forward anywhere show.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const fields = ['document', 'reason', 'applicant', 'expiresOn', 'on'];
const { cases: vectors } = JSON.parse(readFileSync(new URL('../../tests/vectors/eligibility.json', import.meta.url), 'utf8'));

const days = `
import datetime, json
day, first, last = datetime.date(2025, 5, 20), datetime.date(2025, 5, 28), datetime.date(2026, 3, 31)
cases = []
while day < datetime.date(2026, 4, 8):
    for left in (-11, -10, 0, 30, 31):
        query = dict(document='identity-card', reason='expiry', applicant='owner',
                     expiresOn=str(day + datetime.timedelta(left)), on=str(day))
        cases.append(dict(query=query, eligible=first <= day <= last and -10 <= left <= 30))
    day += datetime.timedelta(1)
print(json.dumps(cases))`;

const stated = vectors
  .filter(
    ({ query }) => fields.every((name) => typeof query[name] === 'string') && query.biometrics !== 'failed' && query.now === undefined,
  )
  .filter(({ query, expect }) => expect.outcome !== 'invalid' || Object.keys(query).every((name) => fields.includes(name)))
  .map(({ query, expect }) => ({
    query: Object.fromEntries(fields.map((name) => [name, query[name]])),
    eligible: expect.outcome === 'eligible',
  }));

export const cases = [...stated, ...JSON.parse(execFileSync('python3', ['-c', days], { encoding: 'utf8' }))];
