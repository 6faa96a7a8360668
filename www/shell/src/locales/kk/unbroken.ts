/** «Көші-қон» is one word, at whose hyphen no line breaks; the core gives it with an ordinary one, by which it can be found. */
export const unbroken = (name: string): string => name.replace('өші-қон', 'өші\u2011қон');
