import { checkEligibility, init } from '../../pkg/check/index.js';

export const load = async () => {
  await init();
  return (query) => checkEligibility(query).outcome === 'eligible';
};
