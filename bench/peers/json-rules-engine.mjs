import dayjs from 'dayjs';
import { Engine } from 'json-rules-engine';

export const load = async () => {
  const engine = new Engine([], { allowUndefinedFacts: true });
  engine.addOperator('notBefore', (fact, value) => fact >= value);
  engine.addOperator('notAfter', (fact, value) => fact <= value);
  engine.addFact('left', async (_, almanac) =>
    dayjs(await almanac.factValue('expiresOn')).diff(dayjs(await almanac.factValue('on')), 'day'),
  );
  engine.addRule({
    event: { type: 'eligible' },
    conditions: {
      all: [
        { fact: 'document', operator: 'equal', value: 'identity-card' },
        { fact: 'reason', operator: 'equal', value: 'expiry' },
        { fact: 'applicant', operator: 'equal', value: 'owner' },
        { fact: 'on', operator: 'notBefore', value: '2025-05-28' },
        { fact: 'on', operator: 'notAfter', value: '2026-03-31' },
        { fact: 'left', operator: 'lessThanInclusive', value: 30 },
        { fact: 'left', operator: 'greaterThanInclusive', value: -10 },
      ],
    },
  });
  return async (query) => (await engine.run(query)).events.length > 0;
};
