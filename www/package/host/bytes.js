// Bytes in JSON.

/** Bytes as base64 text (RFC 4648, section 4). */
export function toBase64(bytes) {
  let text = '';
  // In parts: an engine takes only so many arguments at once.
  for (let at = 0; at < bytes.length; at += 0x2000) text += String.fromCharCode(...bytes.subarray(at, at + 0x2000));
  return btoa(text);
}

/** The bytes of base64 text, line breaks allowed; `undefined` for anything else. */
export function fromBase64(text) {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch (_) {
    return undefined;
  }
}

const name = '$base64';

/** By its tag and not by `instanceof`: bytes from another frame are bytes too. */
const isBytes = (value) => Object.prototype.toString.call(value) === '[object Uint8Array]';

/** An object with fields: neither null nor a list nor bytes. */
export const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value) && !isBytes(value);

export const pack = (value) => JSON.stringify(value, (_, part) => (isBytes(part) ? { [name]: toBase64(part) } : part));

export function unpack(text) {
  return JSON.parse(text, (_, part) => {
    if (!isObject(part) || Object.keys(part).length !== 1) return part;
    const packed = part[name];
    const bytes = typeof packed === 'string' ? fromBase64(packed) : undefined;
    return bytes === undefined ? part : bytes;
  });
}
