// Arguments into the module's memory and answers out of it: the other side of this file is `src/wire.rs`.
//
// Whatever comes in, no exception goes out: every access that the caller's code could intercept (a getter, a proxy)
// is caught, and what cannot be read goes on as that, so that the core reports it at its path.

import { Utf8Decoder } from './utf8.js';

const NULL = 0;
const FALSE = 1;
const TRUE = 2;
const NUMBER = 3;
const TEXT = 4;
const BYTES = 5;
const LIST = 6;
const OBJECT = 7;
// In answers alone:
const INTEGER = 8;
const CONSTANT = 9;
const DATE = 10;
const KEEP = 11;
const KEPT = 12;
// In arguments alone, where any other number says the same:
const UNREADABLE = 255;

/** Deeper than anything in the contract, so that a cycle ends. */
const DEEPEST = 12;
/** More values than any argument of use; what goes on beyond is not read, lest it take a phone's memory. As in `src/wasm.rs`. */
const MOST_VALUES = 200000;
/** Larger buffers are not kept for the next call. */
const LARGEST_KEPT = 65536;
/** In arguments: a length of four bytes follows. */
const LONG = 255;
/** Longer texts are left to the decoder. */
const SHORT = 32;

const decoder = new Utf8Decoder('utf-8', { ignoreBOM: true });
const float = new Float64Array(1);
const floatBytes = new Uint8Array(float.buffer);
const floatWords = new Uint32Array(float.buffer);
/** Days as they are written, by how many they are after 1970-01-01: the contract knows some 40,000. */
const dates = new Map();

/** Arguments while they are written: bytes up to `end`, and how many values more are read. */
const makeOut = () => ({ bytes: new Uint8Array(1024), end: 0, left: 0 });

/** For the next call; missing while one is written, since a getter among the arguments can ask something itself. */
let spare = makeOut();

/** Makes place for so many bytes more. */
function reserve(out, count) {
  const least = out.end + count;
  if (least <= out.bytes.length) return;
  const { bytes } = out;
  out.bytes = new Uint8Array(Math.max(least, 2 * bytes.length));
  out.bytes.set(bytes);
}

function writeKind(out, kind) {
  reserve(out, 1);
  out.bytes[out.end++] = kind;
}

/** A length, where place was reserved: one byte, or five. */
function writeLength(out, length, isLong) {
  out.bytes[out.end++] = isLong ? LONG : length;
  if (isLong) for (let shift = 0; shift < 32; shift += 8) out.bytes[out.end++] = length >>> shift;
}

/** A kind, and how much of it follows. */
function writeCounted(out, kind, count) {
  reserve(out, 6);
  out.bytes[out.end++] = kind;
  writeLength(out, count, count >= LONG);
}

/** A length and UTF-8; half a surrogate pair becomes U+FFFD. */
function writeText(out, text) {
  // At the most three bytes for each unit of UTF-16.
  const isLong = 3 * text.length >= LONG;
  reserve(out, 5 + 3 * text.length);
  const { bytes } = out;
  const start = out.end + (isLong ? 5 : 1);
  let end = start;
  for (let index = 0; index < text.length; index += 1) {
    let code = text.charCodeAt(index);
    if (code < 0x80) {
      bytes[end++] = code;
      continue;
    }
    if (code >> 11 === 27) {
      const whole = text.codePointAt(index);
      code = whole > 0xffff ? whole : 0xfffd;
    }
    if (code < 0x800) {
      bytes[end++] = 0xc0 | (code >> 6);
    } else {
      if (code < 0x10000) {
        bytes[end++] = 0xe0 | (code >> 12);
      } else {
        index += 1;
        bytes[end++] = 0xf0 | (code >> 18);
        bytes[end++] = 0x80 | ((code >> 12) & 0x3f);
      }
      bytes[end++] = 0x80 | ((code >> 6) & 0x3f);
    }
    bytes[end++] = 0x80 | (code & 0x3f);
  }
  writeLength(out, end - start, isLong);
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
    const copy = new Uint8Array(value);
    writeCounted(out, BYTES, copy.length);
    reserve(out, copy.length);
    out.bytes.set(copy, out.end);
    out.end += copy.length;
    return undefined;
  }
  if (Array.isArray(value)) {
    // A proxy may say anything.
    const said = value.length;
    if (typeof said !== 'number' || !(said <= MOST_VALUES)) return writeKind(out, UNREADABLE);
    const length = said > 0 ? Math.floor(said) : 0;
    spend(out, length);
    writeCounted(out, LIST, length);
    for (let index = 0; index < length; index += 1) writeEntry(out, value, index, depth - 1);
    return undefined;
  }
  const names = Object.keys(value);
  spend(out, names.length);
  writeCounted(out, OBJECT, names.length);
  for (let index = 0; index < names.length; index += 1) {
    writeText(out, names[index]);
    writeEntry(out, value, names[index], depth - 1);
  }
  return undefined;
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

function writeEntry(out, holder, name, depth) {
  const start = out.end;
  try {
    write(out, holder[name], depth);
  } catch (_) {
    out.end = start;
    writeKind(out, UNREADABLE);
  }
}

function writeArgument(out, value) {
  if (value === undefined) return writeKind(out, NULL);
  out.left = MOST_VALUES;
  return writeEntry(out, [value], 0, DEEPEST);
}

/** The functions of an instance, as one that takes a function's name and its arguments. */
export function functionsOf(exports) {
  let bytes;
  let words;
  // What the module was built with and told before, by its place: texts with their length in bytes, and objects.
  const constants = new Map();
  const objects = new Map();
  // Which word is read next, and where the bytes of the answer's texts begin.
  let at;
  let base;

  /** The memory moves when it grows, and only WebAssembly itself then takes its old place away. */
  function look() {
    const { buffer } = exports.memory;
    if (bytes && bytes.buffer === buffer) return;
    bytes = new Uint8Array(buffer);
    words = new Uint32Array(buffer);
  }

  function textAt(place, length) {
    let text = '';
    for (let index = 0; index < length; index += 1) {
      const byte = bytes[place + index];
      if (byte > 0x7f || index === SHORT) return decoder.decode(bytes.subarray(place, place + length));
      text += String.fromCharCode(byte);
    }
    return text;
  }

  function readConstant() {
    const length = words[at++];
    const place = words[at++];
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
    if (text === undefined) {
      text = new Date(day * 86400000).toISOString().slice(0, 10);
      dates.set(day, text);
    }
    return text;
  }

  function readObject() {
    const object = {};
    for (let count = words[at++]; count > 0; count -= 1) object[read()] = read();
    return object;
  }

  function read() {
    switch (words[at++]) {
      case CONSTANT:
        return readConstant();
      case DATE:
        return readDate();
      case KEPT:
        return { ...objects.get(words[at++]) };
      case OBJECT:
        return readObject();
      case INTEGER:
        return words[at++] | 0;
      case LIST: {
        const list = [];
        for (let count = words[at++]; count > 0; count -= 1) list.push(read());
        return list;
      }
      case TEXT: {
        const length = words[at++];
        return textAt(base + words[at++], length);
      }
      case KEEP: {
        const place = words[at++];
        const object = read();
        objects.set(place, { ...object });
        return object;
      }
      case NUMBER:
        floatWords[0] = words[at++];
        floatWords[1] = words[at++];
        return float[0];
      case BYTES: {
        const length = words[at++];
        const place = base + words[at++];
        return bytes.slice(place, place + length);
      }
      case TRUE:
        return true;
      case FALSE:
        return false;
      default:
        return null;
    }
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
    if (out.bytes.length <= LARGEST_KEPT) spare = out;
    at = exports[name]() / 4;
    look();
    base = words[at++];
    return read();
  };
}
