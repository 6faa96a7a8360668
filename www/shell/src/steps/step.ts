import type { Options, Ruleset } from 'kualik';
import type { Messages } from 'kualik/messages/ru';
import type { ApplicationInHand } from '../application/application.ts';
import type { Language } from '../locales/language.ts';
import type { LaterWords } from '../locales/application-words.ts';
import type { Words } from '../locales/check-words.ts';
import type { Step } from '../application/steps.ts';
import type { Ways } from '../journey/transport.ts';

/** Where the draft outlives the page: nowhere, on this device, nowhere although it was asked for, or with the app around it. */
export type Keeping = 'no' | 'here' | 'failed' | 'by-host';

/** What each step is drawn from. */
export interface StepContext {
  application: ApplicationInHand;
  language: Language;
  words: Words;
  later: LaterWords;
  messages: Messages;
  rules: Ruleset;
  /** Undefined while they load; `null` where the page was set up so that nothing can be sent. */
  ways: Ways | null | undefined;
  /** What sends and signs did not come from the server; sending tries again. */
  isUnloaded: boolean;
  keeping: Keeping;
  options: () => Options;
  /** What is wrong at the element with that id. */
  problemAt: (field: string) => string | undefined;
  changed: () => void;
  keepChanged: (keep: boolean) => void;
  toCheck: () => void;
  /** Opens a step, at one of its fields; from there the way leads back to the review. */
  edit: (step: Step, field: string) => void;
  send: () => void;
  again: () => void;
}
