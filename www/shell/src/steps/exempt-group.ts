import type { Ruleset } from 'kualik';
import type { ApplicationWords } from '../locales/application.ts';

/** The name of an exempt group; for one that the page does not know, the text of its source. */
export function groupName(code: string, rules: Ruleset, { duty: { groups } }: ApplicationWords): string {
  return groups[code] ?? rules.exemptPersons.find((group) => group.code === code)?.basis.text ?? code;
}
