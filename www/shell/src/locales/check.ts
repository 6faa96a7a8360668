import { messages as enMessages } from 'kualik/messages/en';
import { messages as kkMessages } from 'kualik/messages/kk';
import { messages as ruMessages, type Messages } from 'kualik/messages/ru';
import type { Language } from './language.ts';
import { en } from './en/check.ts';
import { kk } from './kk/check.ts';
import { ru, type CheckWords } from './ru/check.ts';

export type { CheckWords };

export const checkWords: Record<Language, CheckWords> = { kk, ru, en };

/** The words for the core's own codes, which come with the package. */
export const messages: Record<Language, Messages> = { kk: kkMessages, ru: ruMessages, en: enMessages };
