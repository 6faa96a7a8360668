import { checkEligibility, init } from 'kualik';

/** What the package says of a card that can be renewed, or why it says nothing. */
export async function verdict() {
  try {
    await init();
    return checkEligibility({ document: 'identity-card', reason: 'expiry', applicant: 'owner', expiresOn: '2025-06-20', on: '2025-06-01' })
      .outcome;
  } catch ({ name, code, message }) {
    return `${name} ${code}: ${message}`;
  }
}
