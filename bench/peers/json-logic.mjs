import dayjs from 'dayjs';
import jsonLogic from 'json-logic-js';

jsonLogic.add_operation('days', (from, to) => dayjs(to).diff(dayjs(from), 'day'));
const rule = {
  and: [
    { '==': [{ var: 'document' }, 'identity-card'] },
    { '==': [{ var: 'reason' }, 'expiry'] },
    { '==': [{ var: 'applicant' }, 'owner'] },
    { '>=': [{ var: 'on' }, '2025-05-28'] },
    { '<=': [{ var: 'on' }, '2026-03-31'] },
    { '<=': [-10, { days: [{ var: 'on' }, { var: 'expiresOn' }] }, 30] },
  ],
};
export const load = async () => (query) => jsonLogic.apply(rule, query) === true;
