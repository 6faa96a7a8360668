/** The languages of the service, in the order in which the page offers them. */
export const languages = ['kk', 'ru', 'en'] as const;
export type Language = (typeof languages)[number];
/** Each by its own name. */
export const languageNames: Record<Language, string> = { kk: 'Қазақша', ru: 'Русский', en: 'English' };

/** The service's language that a tag as `kk-KZ` asks for, if it is one of them. */
export function languageOf(tag: string | null | undefined): Language | undefined {
  const primary = tag?.toLowerCase().split(/[-_]/)[0];
  return languages.find((language) => language === primary);
}

/** The first of the reader's languages that the service speaks; Russian where it speaks none. */
export function preferredLanguage(tags: readonly string[] = navigator.languages ?? []): Language {
  for (const tag of tags) {
    const language = languageOf(tag);
    if (language) return language;
  }
  return 'ru';
}
