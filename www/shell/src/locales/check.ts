import type { Messages } from 'kualik/messages/ru';
import type { Language } from './language.ts';
import type { CheckWords } from './ru/check.ts';

export type { CheckWords };

/** Of the languages that were loaded: a verdict waits for the reader's own alone. */
export const checkWords = {} as Record<Language, CheckWords>;

/** The words for the core's own codes, which come with the package; of the same languages. */
export const messages = {} as Record<Language, Messages>;

const loaders: Record<Language, () => Promise<[CheckWords, { messages: Messages }]>> = {
  kk: () => Promise.all([import('./kk/check.ts').then(({ kk }) => kk), import('kualik/messages/kk')]),
  ru: () => Promise.all([import('./ru/check.ts').then(({ ru }) => ru), import('kualik/messages/ru')]),
  en: () => Promise.all([import('./en/check.ts').then(({ en }) => en), import('kualik/messages/en')]),
};

/** Loads the words of a language, once. */
export async function loadCheckWords(language: Language): Promise<void> {
  if (language in checkWords) return;
  const [words, own] = await loaders[language]();
  messages[language] = own.messages;
  checkWords[language] = words;
}
