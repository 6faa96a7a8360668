const policies = `permit(principal, action, resource) when {
  context.document == "identity-card" && context.reason == "expiry" && context.applicant == "owner" &&
  context.on >= datetime("2025-05-28") && context.on <= datetime("2026-03-31") &&
  context.expiresOn.durationSince(context.on) <= duration("30d") && context.expiresOn.durationSince(context.on) >= duration("-10d")
};`;
const date = (arg) => ({ __extn: { fn: 'datetime', arg } });
const who = { type: 'Who', id: 'x' };
export const make =
  ({ isAuthorized }) =>
  ({ document, reason, applicant, expiresOn, on }) => {
    const answer = isAuthorized({
      principal: who,
      action: { type: 'Action', id: 'renew' },
      resource: who,
      policies: { staticPolicies: policies },
      entities: [],
      context: { document, reason, applicant, expiresOn: date(expiresOn), on: date(on) },
    });
    return answer.type === 'success' && answer.response.decision === 'allow';
  };
