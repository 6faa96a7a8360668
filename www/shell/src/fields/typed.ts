/**
 * Unicode's Default_Ignorable_Code_Point, which contains the bidirectional controls. Spelt out: Firefox before 78 cannot
 * read a script that has `\p{…}` in it.
 */
const invisible =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: each of them by itself, wherever it stands
  /[\u034f\u17b4\u17b5\u180b-\u180f\ufe00-\ufe0f\u00ad\u061c\u115f\u1160\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufff8\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/gu;

/** What was typed or pasted, without the invisible characters that come along when text is copied. */
export const visible = (typed: string): string => typed.replace(invisible, '');
