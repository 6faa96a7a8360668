// Which numbers are mobile numbers of Kazakhstan, compared with Google's libphonenumber as npm's libphonenumber-js has it.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { parsePhoneNumber } from 'libphonenumber-js/max';
import { init, reviewApplication } from '../../pkg/node.js';

await init();

const isMobileHere = (phone) =>
  !reviewApplication({ applicant: { phone } }).problems.some(({ code, path }) => code === 'malformed-phone' && path === 'applicant.phone');

function isMobileThere(phone) {
  const number = parsePhoneNumber(phone);
  return number.country === 'KZ' && number.getType() === 'MOBILE';
}

test('every prefix of three digits behind +7', () => {
  const differing = [];
  let mobile = 0;
  for (let prefix = 0; prefix < 1000; prefix += 1) {
    for (const rest of ['0000000', '1234567', '2590000', '5555555', '9999999']) {
      const phone = `+7${String(prefix).padStart(3, '0')}${rest}`;
      const there = isMobileThere(phone);
      if (there) mobile += 1;
      if (isMobileHere(phone) !== there) differing.push(phone);
    }
  }
  assert.deepEqual(differing, []);
  assert.ok(mobile > 50, `only ${mobile} are mobile there`);
});

test('the version is the one that the core names', () => {
  const { version } = createRequire(import.meta.url)('libphonenumber-js/package.json');
  const source = readFileSync(new URL('../../src/identity/phone.rs', import.meta.url), 'utf8');
  assert.ok(source.includes(`\`libphonenumber-js\` ${version}`), version);
});
