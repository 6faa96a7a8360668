import { createRequire } from 'node:module';

const { evaluateExpression, evaluateExpressionSync } = createRequire(import.meta.url)('@gorules/zen-engine-wasm32-wasi');
const evaluate = evaluateExpressionSync || evaluateExpression;
const rule = `document == 'identity-card' and reason == 'expiry' and applicant == 'owner'
  and d(on) >= d('2025-05-28') and d(on) <= d('2026-03-31')
  and d(expiresOn).diff(d(on), 'day') <= 30 and d(expiresOn).diff(d(on), 'day') >= -10`;
export const load = async () => async (query) => (await evaluate(rule, query)) === true;
