import type { Language } from './language.ts';

/** What is said where the check, or its words in a language, did not load: all that the page can say from the start. */
export const notLoaded: Record<Language, { heading: string; remedy: string; retry: string }> = {
  kk: {
    heading: 'Тексеру жүктелмеді',
    remedy: 'Интернет байланысын тексеріп, қайталап көріңіз.',
    retry: 'Қайталап көру',
  },
  ru: {
    heading: 'Проверка не загрузилась',
    remedy: 'Проверьте подключение к интернету и попробуйте ещё раз.',
    retry: 'Попробовать ещё раз',
  },
  en: {
    heading: 'The check did not load',
    remedy: 'Check your internet connection and try again.',
    retry: 'Try again',
  },
};
