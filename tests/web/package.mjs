// The package's own functions and codec over the exports of the module under test.

import * as contract from '../../www/package/contract.ts';
import { start } from '../../www/package/instance.ts';
import { functionsOf } from '../../www/package/codec.ts';
import { attack, complaints, fooled, note } from '../node/boundary.mjs';
import { runVectors } from '../node/vectors.mjs';

/** The contract's functions that the module has: all, or those of `kualik/check`. */
let kualik;

/** Calls the module with these exports from now on; where it traps, every call after it fails. */
export function use(exports) {
  kualik = Object.fromEntries(Object.entries(contract).filter(([name]) => name in exports));
  note({ exports });
  start(functionsOf(exports), () => {
    throw new Error('trapped');
  });
}

/** What differs from the vectors; parsed, so that `__proto__` is a field. */
export function differences() {
  const { count, differences } = runVectors(kualik, JSON.parse(VECTORS));
  return count > 1_000 ? differences : [`only ${count} vectors ran`];
}

/** What goes wrong with so many hostile inputs. */
export const complaintsOf = (count) => [...complaints(attack(kualik, { count })), ...fooled(kualik)];

/** For which day a query is decided that names none. */
export const checkedOn = () => kualik.checkEligibility({ document: 'passport', reason: 'loss', applicant: 'owner' }).checkedOn;

/** The same by the page's own clock. */
export const dayInKazakhstan = () => new Date(Date.now() + 5 * 3600e3).toISOString().slice(0, 10);

/** The page's own. */
export const timeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
