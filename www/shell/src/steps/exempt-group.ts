import type { Ruleset } from 'kualik';
import type { ApplicationWords } from '../locales/application.ts';

/** An exempt group in words; where the rules name one that the page does not know, in the words of its source. */
export function groupName(code: string, rules: Ruleset, { duty: { groups } }: ApplicationWords): string {
  return groups[code] ?? rules.exemptPersons.find((group) => group.code === code)?.basis.text ?? code;
}
