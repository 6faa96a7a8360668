import { en } from './en/imaging-page.ts';
import type { ImagingPageWords } from './imaging-page-words.ts';
import { kk } from './kk/imaging-page.ts';
import type { Language } from './language.ts';
import { ru } from './ru/imaging-page.ts';

export const imagingPageWords: Record<Language, ImagingPageWords> = { kk, ru, en };
