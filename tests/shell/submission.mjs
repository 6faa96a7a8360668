// Applications as the page sends them, built by the core from the drafts of the vectors: synthetic people.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { buildApplication } from '../../pkg/node.js';
import { argument } from '../node/vectors.mjs';

const { cases } = JSON.parse(readFileSync(new URL('../vectors/application.json', import.meta.url), 'utf8'));

/** What stands for a signature: the object identifier of signed data in a sequence (RFC 5652), and nothing real. */
export const cms = Uint8Array.from([0x30, 0x0f, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02, 0xa0, 0x02, 0x30, 0x00]);

/** Needs the core. `vector`: the name of a case in which an application is built. */
export function submissionOf(vector = 'built-after-annulment-word-for-word') {
  const [draft, options] = cases.find(({ name }) => name === vector).args.map(argument);
  const built = buildApplication(draft, options);
  assert.equal(built.outcome, 'built');
  return {
    application: built.application,
    canonical: built.canonical,
    sha256: built.sha256,
    signature: { format: 'cms', bytes: cms },
    photo: draft.photo,
    signaturePicture: draft.signature,
  };
}

/** What must stand in no address, no header, no message but the application itself. */
export const personal = ({ application: { applicant, card } }) => [...Object.values(applicant), card.number];
