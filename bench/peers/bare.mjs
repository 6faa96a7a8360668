// The practical limit: the rule as anyone would write it by hand.
const pattern = /^(\d{4})-(\d\d)-(\d\d)$/;

/** Days since 1970, or NaN where there is no such day. */
function day(text) {
  const parts = pattern.exec(text);
  if (!parts) return NaN;
  const date = new Date(Date.UTC(parts[1], parts[2] - 1, parts[3]));
  return date.getUTCDate() === Number(parts[3]) ? date.getTime() / 86_400_000 : NaN;
}

const first = day('2025-05-28');
const last = day('2026-03-31');

export const load =
  async () =>
  ({ document, reason, applicant, expiresOn, on }) => {
    const today = day(on);
    const left = day(expiresOn) - today;
    return (
      document === 'identity-card' &&
      reason === 'expiry' &&
      applicant === 'owner' &&
      today >= first &&
      today <= last &&
      left <= 30 &&
      left >= -10
    );
  };
