import { verdict } from '../../verdict.js';

export const load = async () => ({ verdict: await verdict() });
