import type { Ruleset } from 'kualik';
import type { Messages } from 'kualik/messages/ru';
import type { CurrentApplication } from '../application/application.ts';
import type { ApplicationWords } from '../locales/application.ts';
import type { CheckWords } from '../locales/check.ts';
import type { Language } from '../locales/language.ts';

/** What every step needs; each adds its own. */
export interface StepContext {
  application: Pick<CurrentApplication, 'fields' | 'pictures' | 'previous' | 'expiresOn' | 'duty' | 'isExempt'>;
  language: Language;
  words: ApplicationWords;
  checkWords: CheckWords;
  messages: Messages;
  rules: Ruleset;
  /** The problem at the element with that id, in words. */
  problemAt(field: string): string | undefined;
  changed(): void;
}
