// Bytes in JSON.

/** Bytes as base64 text (RFC 4648, section 4). */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  // In parts: an engine takes only so many arguments at once.
  for (let at = 0; at < bytes.length; at += 0x2000) text += String.fromCharCode(...bytes.subarray(at, at + 0x2000));
  return btoa(text);
}

/** The bytes of base64 text, line breaks allowed; `undefined` for anything else. */
export function fromBase64(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

const name = '$base64';

/** By its tag and not by `instanceof`: bytes from another frame are bytes too. */
const isBytes = (value: unknown): value is Uint8Array => Object.prototype.toString.call(value) === '[object Uint8Array]';

/**
 * An object with fields: neither null nor a list nor bytes.
 * @internal
 */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isBytes(value);

/** JSON in which bytes stand as `{"$base64": text}`. */
export function pack(value: unknown): string {
  return JSON.stringify(value, (_, part) => (isBytes(part) ? { [name]: toBase64(part) } : part));
}

/** The value of such JSON. Throws for text that is no JSON; what only resembles packed bytes stays as it is. */
export function unpack(text: string): unknown {
  return JSON.parse(text, (_, part: unknown) => {
    if (!isObject(part) || Object.keys(part).length !== 1) return part;
    const packed = part[name];
    const bytes = typeof packed === 'string' ? fromBase64(packed) : undefined;
    return bytes === undefined ? part : bytes;
  });
}
