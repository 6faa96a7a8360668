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

/** JSON in which bytes stand as `{"$base64": text}`. */
export function pack(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (part instanceof Uint8Array ? { [name]: toBase64(part) } : part));
}

/** The value of such JSON. Throws for text that is no JSON; what only resembles packed bytes stays as it is. */
export function unpack(text: string): unknown {
  return JSON.parse(text, (_, part: unknown) => {
    if (!isObject(part) || Object.keys(part).length !== 1) return part;
    const packed = part[name];
    return (typeof packed === 'string' ? fromBase64(packed) : undefined) ?? part;
  });
}

/** Whether it is an object with fields: neither null nor a list nor bytes. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
}
