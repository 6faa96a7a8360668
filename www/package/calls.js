// The functions of the contract: free functions that never throw for their arguments.

import { call } from './instance.js';

export const checkEligibility = (query) => call('checkEligibility', query);
export const ruleset = () => call('ruleset');
export const checkRuleset = (rules) => call('checkRuleset', rules);
export const version = () => call('version');
export const stateDuty = (query) => call('stateDuty', query);
export const parseIin = (text) => call('parseIin', text);
export const parseMrz = (text, options) => call('parseMrz', text, options);
export const regions = () => call('regions');
export const lifecycle = () => call('lifecycle');
export const limits = () => call('limits');
export const reviewApplication = (draft, options) => call('reviewApplication', draft, options);
export const buildApplication = (draft, options) => call('buildApplication', draft, withId(options));
export const advance = (record, event) => call('advance', record, event);

/** Options with an id: the core has no randomness of its own. What is no object goes to the core as it is. */
function withId(options) {
  try {
    if (options == null) return { id: randomUUID() };
    return typeof options === 'object' && !Array.isArray(options) && options.id == null ? { ...options, id: randomUUID() } : options;
  } catch {
    return options;
  }
}

/** RFC 9562, version 4; older engines and pages without https lack `crypto.randomUUID`. */
function randomUUID() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
