import { messages as enMessages } from 'kualik/imaging/messages/en';
import { messages as kkMessages } from 'kualik/imaging/messages/kk';
import { messages as ruMessages, type Messages } from 'kualik/imaging/messages/ru';
import type { Language } from './language.ts';
import { en } from './en/pictures.ts';
import { kk } from './kk/pictures.ts';
import { ru, type PictureWords } from './ru/pictures.ts';

export type { PictureWords };

export const pictureWords: Record<Language, PictureWords> = { kk, ru, en };

/** The words for the checks, which come with the package. */
export const reportWords: Record<Language, Messages> = { kk: kkMessages, ru: ruMessages, en: enMessages };
