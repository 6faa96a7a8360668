import Engine from 'publicodes';

const rules = {
  document: { question: '?' },
  reason: { question: '?' },
  applicant: { question: '?' },
  on: { question: '?', type: 'date' },
  expires: { question: '?', type: 'date' },
  left: { durée: { depuis: 'on', "jusqu'à": 'expires' }, unité: 'jours' },
  over: { durée: { depuis: 'expires', "jusqu'à": 'on' }, unité: 'jours' },
  eligible: {
    'toutes ces conditions': [
      "document = 'identity-card'",
      "reason = 'expiry'",
      "applicant = 'owner'",
      'on >= 28/05/2025',
      'on <= 31/03/2026',
      'left <= 30 jours',
      'over <= 10 jours',
    ],
  },
};
const date = (text) => text.split('-').reverse().join('/');
export const load = async () => {
  const engine = new Engine(rules, { logger: { log() {}, warn() {}, error() {} } });
  return ({ document, reason, applicant, expiresOn, on }) => {
    engine.setSituation({
      document: `'${document}'`,
      reason: `'${reason}'`,
      applicant: `'${applicant}'`,
      on: date(on),
      expires: date(expiresOn),
    });
    return engine.evaluate('eligible').nodeValue === true;
  };
};
