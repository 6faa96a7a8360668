import { isObject } from '../is-object.ts';
import { languages } from '../locales/language.ts';
import type { Configuration } from './settings.ts';

const isTimeout = (value: unknown): boolean => typeof value === 'number' && value >= 1_000 && value <= 3_600_000;

const isText = (value: unknown, longest: number): value is string =>
  typeof value === 'string' && value.trim() !== '' && value.length <= longest;
const isListOf = (value: unknown, most: number, longest: number): boolean =>
  Array.isArray(value) && value.length <= most && value.every((each) => isText(each, longest));

const kinds: { readonly [Field in keyof Configuration]-?: (value: unknown) => boolean } = {
  lang: (value) => languages.some((language) => language === value),
  on: (value) => typeof value === 'string',
  now: (value) => typeof value === 'number',
  ruleset: isObject,
  keepsDrafts: (value) => typeof value === 'boolean',
  draft: (value) => isObject(value) && value['version'] === 1 && isObject(value['fields']) && typeof value['expiresOn'] === 'string',
  gateway: (value) => value === 'sandbox' || value === 'http' || value === 'host',
  endpoint: (value) => typeof value === 'string',
  signing: (value) => value === 'none' || value === 'ncalayer' || value === 'host',
  registrationPoints: (value) =>
    isObject(value) && Object.entries(value).every(([region, points]) => /^[0-9]{2}$/.test(region) && isListOf(points, 1_000, 200)),
  consent: (value) =>
    isObject(value) && Object.keys(value).length === languages.length && languages.every((language) => isText(value[language], 4_000)),
  timeouts: (value) =>
    isObject(value) && Object.entries(value).every(([name, each]) => (name === 'signing' || name === 'sending') && isTimeout(each)),
};

/** Reads a host's message; `undefined` if any field is unknown or of the wrong type. */
export function configurationOf(body: Record<string, unknown>): Configuration | undefined {
  const isSound = Object.entries(body).every(
    ([field, value]) => Object.prototype.hasOwnProperty.call(kinds, field) && kinds[field as keyof Configuration](value),
  );
  return isSound ? body : undefined;
}
