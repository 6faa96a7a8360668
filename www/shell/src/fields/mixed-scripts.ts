/** Letters of a second script within one word, such as the Latin `i` in «Серiк». */
export interface MixedScripts {
  word: string;
  letters: string;
  script: 'latin' | 'cyrillic';
}

/** What is said of them, by script. */
export type MixedWords = Record<MixedScripts['script'], (word: string, letters: string) => string>;

/** The first word that mixes Latin and Cyrillic letters, and those of its letters that are fewer; if as many, the Latin ones. */
export function mixedScripts(text: string): MixedScripts | undefined {
  // Cyrillic and Latin letters, the latter with accents; a combining mark parts no word.
  for (const word of text.match(/[\u0300-\u036fA-Za-z\u00c0-\u024f\u0400-\u052f]+/g) ?? []) {
    const latin = word.match(/[A-Za-z\u00c0-\u024f]/g) ?? [];
    const cyrillic = word.match(/[\u0400-\u052f]/g) ?? [];
    if (latin.length === 0 || cyrillic.length === 0) continue;
    const [script, letters] = latin.length > cyrillic.length ? (['cyrillic', cyrillic] as const) : (['latin', latin] as const);
    return { word, letters: [...new Set(letters)].join(', '), script };
  }
  return undefined;
}

/** The same in words. */
export function adviceOn(text: string, words: MixedWords): string | undefined {
  const mixed = mixedScripts(text);
  return mixed && words[mixed.script](mixed.word, mixed.letters);
}
