// The package's own functions and codec over the exports of the module under test.

import * as kualik from '../../www/package/contract.ts';
import { start } from '../../www/package/instance.ts';
import { functionsOf } from '../../www/package/codec.ts';
import { attack, complaints, fooled, note } from '../node/boundary.mjs';
import { runVectors } from '../node/vectors.mjs';

/** Calls the module with these exports from now on; where it traps, every call after it fails. */
export function use(exports) {
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

/** The Kazakhstan date on which a query without a day is decided. */
export const today = () => kualik.checkEligibility({ document: 'passport', reason: 'loss', applicant: 'owner' }).checkedOn;
