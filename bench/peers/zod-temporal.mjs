import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';

const query = z.object({
  document: z.enum(['identity-card', 'passport', 'residence-permit', 'stateless-person-certificate']),
  reason: z.enum(['expiry', 'loss', 'theft', 'damage', 'name-change', 'data-correction', 'first-issue', 'other']),
  applicant: z.enum(['owner', 'representative']),
  expiresOn: z.iso.date(),
  on: z.iso.date(),
});
const from = Temporal.PlainDate.from('2025-05-28');
const through = Temporal.PlainDate.from('2026-03-31');
export const load = async () => (value) => {
  const read = query.safeParse(value);
  if (!read.success) return false;
  const { document, reason, applicant } = read.data;
  const on = Temporal.PlainDate.from(read.data.on);
  const left = on.until(read.data.expiresOn).days;
  return (
    document === 'identity-card' &&
    reason === 'expiry' &&
    applicant === 'owner' &&
    Temporal.PlainDate.compare(on, from) >= 0 &&
    Temporal.PlainDate.compare(on, through) <= 0 &&
    left <= 30 &&
    left >= -10
  );
};
