import type { Language } from './language.ts';
import { en } from './en/application.ts';
import { kk } from './kk/application.ts';
import { ru } from './ru/application.ts';
import type { ApplicationWords } from './application-words.ts';

export const applicationWords: Record<Language, ApplicationWords> = { kk, ru, en };
