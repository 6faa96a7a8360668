import { checkEligibility, init } from '../../pkg/check/node.js';

export const load = async () => {
  await init();
  return (query) => checkEligibility(query).outcome === 'eligible';
};
