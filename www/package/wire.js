// Arguments into the module's memory and answers out of it: the other side of this file is `src/wire.rs`.
//
// Whatever comes in, no exception goes out: every access that the caller's code could intercept (a getter, a proxy)
// is caught, and what cannot be read goes on as that, so that the core reports it at its path.

const [NULL, FALSE, TRUE, NUMBER, TEXT, BYTES, LIST, OBJECT, INTEGER, CONSTANT, DATE, KEEP, SAME, UNREADABLE] = Array.from({ length: 14 }, (_, kind) => kind);

/** Deeper than anything in the contract, so that a cycle ends. */
const DEEPEST = 12;
/** More values than any argument of use; what goes on beyond is not read. */
const MOST_VALUES = 1000000;
/** Larger buffers are not kept for the next call. */
const KEPT = 65536;

/** In arguments: a length of four bytes follows. */
const LONG = 255;
/** Longer texts are left to the decoder. */
const SHORT = 32;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
/** Days written before, by how many they are after 1970-01-01: the contract has some 47,000. */
const dates = new Map();
const float = new Float64Array(1);
const floatBytes = new Uint8Array(float.buffer);
const floatWords = new Uint32Array(float.buffer);

/** Bytes while they are written; `left` is how many values more are read. */
const makeOut = () => ({ bytes: new Uint8Array(1024), end: 0, left: MOST_VALUES });

/** Kept for the next call; missing while one is written, since a getter can call the module again. */
let spare = makeOut();

/** Makes place for so many bytes more. */
function reserve(out, count) {
  const needed = out.end + count;
  if (needed <= out.bytes.length) return;
  const grown = new Uint8Array(Math.max(needed, 2 * out.bytes.length));
  grown.set(out.bytes.subarray(0, out.end));
  out.bytes = grown;
}

function writeKind(out, kind) {
  reserve(out, 1);
  out.bytes[out.end++] = kind;
}

function setLong({ bytes, end }, length) {
  bytes[end] = LONG;
  for (let index = 0; index < 4; index += 1) bytes[end + 1 + index] = length >>> (8 * index);
}

function writeLength(out, length) {
  reserve(out, 5);
  if (length < LONG) {
    out.bytes[out.end++] = length;
  } else {
    setLong(out, length);
    out.end += 5;
  }
}

/** UTF-8; half a surrogate pair becomes U+FFFD. */
function writeText(out, text) {
  reserve(out, 5 + 3 * text.length);
  const { bytes } = out;
  // Room for the length, of which only the most is known.
  const start = out.end + (3 * text.length < LONG ? 1 : 5);
  let end = start;
  for (let index = 0; index < text.length; index += 1) {
    let code = text.charCodeAt(index);
    if (code < 0x80) {
      bytes[end++] = code;
      continue;
    }
    if (code < 0x800) {
      bytes[end++] = 0xc0 | (code >> 6);
    } else {
      if ((code & 0xf800) === 0xd800) {
        const whole = text.codePointAt(index);
        code = whole > 0xffff ? whole : 0xfffd;
      }
      if (code > 0xffff) {
        index += 1;
        bytes[end++] = 0xf0 | (code >> 18);
        bytes[end++] = 0x80 | ((code >> 12) & 0x3f);
      } else {
        bytes[end++] = 0xe0 | (code >> 12);
      }
      bytes[end++] = 0x80 | ((code >> 6) & 0x3f);
    }
    bytes[end++] = 0x80 | (code & 0x3f);
  }
  if (start === out.end + 1) bytes[out.end] = end - start;
  else setLong(out, end - start);
  out.end = end;
}

function spend(out, count) {
  if (count > out.left) throw new RangeError();
  out.left -= count;
}

function writeObject(out, value, depth) {
  if (depth === 0) return writeKind(out, UNREADABLE);
  if (ArrayBuffer.isView(value)) {
    // By what it is and not by `instanceof`: bytes from another frame are bytes too.
    if (value.BYTES_PER_ELEMENT !== 1) return writeKind(out, UNREADABLE);
    // The constructor copies by the array's own slots: no getter of the value is asked.
    const bytes = new Uint8Array(value);
    writeKind(out, BYTES);
    writeLength(out, bytes.length);
    reserve(out, bytes.length);
    out.bytes.set(bytes, out.end);
    out.end += bytes.length;
    return undefined;
  }
  if (Array.isArray(value)) {
    // A proxy may say anything.
    const said = value.length;
    if (typeof said !== 'number' || !(said <= MOST_VALUES)) return writeKind(out, UNREADABLE);
    const length = said > 0 ? Math.floor(said) : 0;
    spend(out, length);
    writeKind(out, LIST);
    writeLength(out, length);
    for (let index = 0; index < length; index += 1) writeEntry(out, value, index, depth - 1);
    return undefined;
  }
  const names = Object.keys(value);
  spend(out, names.length);
  writeKind(out, OBJECT);
  writeLength(out, names.length);
  for (let index = 0; index < names.length; index += 1) {
    writeText(out, names[index]);
    writeEntry(out, value, names[index], depth - 1);
  }
  return undefined;
}

function writeEntry(out, value, name, depth) {
  const start = out.end;
  try {
    write(out, value[name], depth);
  } catch (_) {
    out.end = start;
    writeKind(out, UNREADABLE);
  }
}

function write(out, value, depth) {
  switch (typeof value) {
    case 'string':
      writeKind(out, TEXT);
      return writeText(out, value);
    case 'number':
      reserve(out, 9);
      out.bytes[out.end] = NUMBER;
      float[0] = value;
      out.bytes.set(floatBytes, out.end + 1);
      out.end += 9;
      return undefined;
    case 'boolean':
      return writeKind(out, value ? TRUE : FALSE);
    case 'object':
      return value === null ? writeKind(out, NULL) : writeObject(out, value, depth);
    default:
      return writeKind(out, value === undefined ? NULL : UNREADABLE);
  }
}

function writeArgument(out, value) {
  out.left = MOST_VALUES;
  writeEntry(out, [value], 0, DEEPEST);
}

/** The functions of an instance, by its exports: what is called by its name and with its arguments. */
export function functionsOf(exports) {
  let bytes;
  let words;
  // Texts that the module was built with, by their place.
  const constants = new Map();
  // Its own objects, likewise.
  const objects = new Map();
  // Where reading has come to, and where the bytes of the answer's texts begin.
  let at;
  let base;

  function look() {
    const { buffer } = exports.memory;
    if (bytes && bytes.buffer === buffer) return;
    bytes = new Uint8Array(buffer);
    words = new Uint32Array(buffer);
  }

  function textAt(place, length) {
    let text = '';
    // Most are short and of one byte a character: these cost less one by one.
    for (let index = 0; index < length; index += 1) {
      const byte = bytes[place + index];
      if (byte > 0x7f || index === SHORT) return decoder.decode(bytes.subarray(place, place + length));
      text += String.fromCharCode(byte);
    }
    return text;
  }

  function readText() {
    const kind = words[at++];
    const length = words[at++];
    const place = words[at++];
    if (kind === TEXT) return textAt(base + place, length);
    let constant = constants.get(place);
    // A part of a constant begins at the same place.
    if (constant === undefined || constant.length !== length) {
      constant = { length, text: textAt(place, length) };
      constants.set(place, constant);
    }
    return constant.text;
  }

  function readDate() {
    const day = words[at++] | 0;
    let text = dates.get(day);
    if (text === undefined) dates.set(day, (text = new Date(day * 86400000).toISOString().slice(0, 10)));
    return text;
  }

  function read() {
    const kind = words[at];
    if (kind === TEXT || kind === CONSTANT) return readText();
    at += 1;
    if (kind === OBJECT) {
      const object = {};
      for (let left = words[at++]; left > 0; left -= 1) object[readText()] = read();
      return object;
    }
    if (kind === LIST) {
      const list = [];
      for (let left = words[at++]; left > 0; left -= 1) list.push(read());
      return list;
    }
    if (kind === SAME) return Object.assign({}, objects.get(words[at++]));
    if (kind === KEEP) {
      const place = words[at++];
      const object = read();
      objects.set(place, Object.assign({}, object));
      return object;
    }
    if (kind === INTEGER) return words[at++] | 0;
    if (kind === DATE) return readDate();
    if (kind === NUMBER) {
      floatWords[0] = words[at++];
      floatWords[1] = words[at++];
      return float[0];
    }
    if (kind === BYTES) {
      const length = words[at++];
      const place = base + words[at++];
      return bytes.slice(place, place + length);
    }
    return kind === NULL ? null : kind === TRUE;
  }

  return (name, one, other) => {
    const out = spare || makeOut();
    spare = undefined;
    out.end = 0;
    writeArgument(out, one);
    writeArgument(out, other);
    const place = exports.room(out.end);
    look();
    bytes.set(out.bytes.subarray(0, out.end), place);
    if (out.bytes.length <= KEPT) spare = out;
    at = exports[name]() / 4;
    look();
    base = words[at++];
    return read();
  };
}
