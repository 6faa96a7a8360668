import type { Language } from '../../language.ts';
import { en } from './en.ts';
import { kk } from './kk.ts';
import { ru } from './ru.ts';
import type { LaterWords } from './words.ts';

export const laterWords: Record<Language, LaterWords> = { kk, ru, en };
