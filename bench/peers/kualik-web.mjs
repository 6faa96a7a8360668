import { checkEligibility, init } from '../../pkg/index.js';

export const load = async () => {
  await init();
  return (query) => checkEligibility(query).outcome === 'eligible';
};
