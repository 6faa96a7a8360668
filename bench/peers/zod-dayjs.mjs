import dayjs from 'dayjs';
import * as z from 'zod';

const query = z.object({
  document: z.enum(['identity-card', 'passport', 'residence-permit', 'stateless-person-certificate']),
  reason: z.enum(['expiry', 'loss', 'theft', 'damage', 'name-change', 'data-correction', 'first-issue', 'other']),
  applicant: z.enum(['owner', 'representative']),
  expiresOn: z.iso.date(),
  on: z.iso.date(),
});
export const load = async () => (value) => {
  const read = query.safeParse(value);
  if (!read.success) return false;
  const { document, reason, applicant, expiresOn, on } = read.data;
  const left = dayjs(expiresOn).diff(dayjs(on), 'day');
  return (
    document === 'identity-card' &&
    reason === 'expiry' &&
    applicant === 'owner' &&
    !dayjs(on).isBefore('2025-05-28') &&
    !dayjs(on).isAfter('2026-03-31') &&
    left <= 30 &&
    left >= -10
  );
};
