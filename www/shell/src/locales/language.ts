/** The languages of the service, in display order. */
export const languages = ['kk', 'ru', 'en'] as const;
export type Language = (typeof languages)[number];
/** Their names in the language itself. */
export const languageNames: Record<Language, string> = { kk: 'Қазақша', ru: 'Русский', en: 'English' };

/** The language of a tag such as `kk-KZ`, if the service has it. */
export function languageOf(tag: string | null | undefined): Language | undefined {
  const primary = tag?.toLowerCase().split(/[-_]/)[0];
  return languages.find((language) => language === primary);
}

/** The first of the reader's languages that the service has, or Russian. */
export function preferredLanguage(tags: readonly string[] = navigator.languages ?? []): Language {
  for (const tag of tags) {
    const language = languageOf(tag);
    if (language) return language;
  }
  return 'ru';
}
