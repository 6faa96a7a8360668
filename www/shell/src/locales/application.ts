import type { Language } from './language.ts';
import { en } from './en/application.ts';
import { kk } from './kk/application.ts';
import { ru } from './ru/application.ts';
import type { LaterWords } from './application-words.ts';

export const laterWords: Record<Language, LaterWords> = { kk, ru, en };
