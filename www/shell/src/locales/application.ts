import type { Language } from './language.ts';
import { en } from './en/application.ts';
import { kk } from './kk/application.ts';
import { ru, type ApplicationWords } from './ru/application.ts';

export type { ApplicationWords };

export const applicationWords: Record<Language, ApplicationWords> = { kk, ru, en };
