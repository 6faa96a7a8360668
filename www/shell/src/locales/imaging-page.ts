import { en } from './en/imaging-page.ts';
import { kk } from './kk/imaging-page.ts';
import type { Language } from './language.ts';
import { ru, type ImagingPageWords } from './ru/imaging-page.ts';

export type { ImagingPageWords };

export const imagingPageWords: Record<Language, ImagingPageWords> = { kk, ru, en };
