// Arguments into the module's memory and answers out of it: the other side of this file is `src/wasm/codec.rs`.
//
// Whatever comes in, no exception goes out: every access that the caller's code could intercept (a getter, a proxy)
// is caught, and what cannot be read goes on as that, so that the core reports it at its path.

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
const NEW_LITERAL = 9;
const LITERAL = 10;
const DATE = 11;
const NEW_OBJECT = 12;
const KNOWN_OBJECT = 13;
// In arguments alone, where any other number says the same:
const UNREADABLE = 255;

/** Deeper than anything in the contract, so that a cycle ends. */
const DEEPEST = 12;
/** More values than any argument of use; what goes on beyond is not read, lest it take a phone's memory. */
const MOST_VALUES = 200000;
/** Larger buffers are not reused for the next call. */
const LARGEST_REUSED = 65536;
/** In arguments: a length of four bytes follows. */
const LONG = 255;

const float = new Float64Array(1);
const floatBytes = new Uint8Array(float.buffer);
const floatWords = new Uint32Array(float.buffer);
/** Days as they are written, by how many they are after 1970-01-01: the contract knows some 40,000. */
const dates = new Map<number, string>();

/** Arguments while they are written: bytes up to `end`, and how many values more are read. */
interface Out {
  bytes: Uint8Array<ArrayBuffer>;
  end: number;
  left: number;
}

const makeOut = (): Out => ({ bytes: new Uint8Array(1024), end: 0, left: 0 });

/** For the next call; missing while one is written, since a getter among the arguments can ask something itself. */
let spare: Out | undefined = makeOut();

/** Makes place for so many bytes more. */
function reserve(out: Out, count: number): void {
  const least = out.end + count;
  if (least <= out.bytes.length) return;
  const { bytes } = out;
  out.bytes = new Uint8Array(Math.max(least, 2 * bytes.length));
  out.bytes.set(bytes);
}

function writeKind(out: Out, kind: number): void {
  reserve(out, 1);
  out.bytes[out.end++] = kind;
}

/** A length, where place was reserved: one byte, or five. */
function writeLength(out: Out, length: number, isLong: boolean): void {
  out.bytes[out.end++] = isLong ? LONG : length;
  if (isLong) for (let shift = 0; shift < 32; shift += 8) out.bytes[out.end++] = length >>> shift;
}

/** A kind, and how much of it follows. */
function writeCounted(out: Out, kind: number, count: number): void {
  reserve(out, 6);
  out.bytes[out.end++] = kind;
  writeLength(out, count, count >= LONG);
}

/** A length and UTF-8; half a surrogate pair becomes U+FFFD. */
function writeText(out: Out, text: string): void {
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
      const whole = text.codePointAt(index)!;
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

function spend(out: Out, count: number): void {
  if (count > out.left) throw new RangeError();
  out.left -= count;
}

function writeObject(out: Out, value: object, depth: number): void {
  if (depth === 0) return writeKind(out, UNREADABLE);
  if (ArrayBuffer.isView(value)) {
    // By what it is and not by `instanceof`: bytes from another frame are bytes too.
    if ((value as Uint8Array).BYTES_PER_ELEMENT !== 1) return writeKind(out, UNREADABLE);
    // The constructor copies by the array's own slots: no getter of the value is asked.
    const copy = new Uint8Array(value as Uint8Array);
    writeCounted(out, BYTES, copy.length);
    reserve(out, copy.length);
    out.bytes.set(copy, out.end);
    out.end += copy.length;
    return;
  }
  if (Array.isArray(value)) {
    // A proxy may say anything.
    const said: unknown = value.length;
    if (typeof said !== 'number' || !(said <= MOST_VALUES)) return writeKind(out, UNREADABLE);
    const length = said > 0 ? Math.floor(said) : 0;
    spend(out, length);
    writeCounted(out, LIST, length);
    for (let index = 0; index < length; index += 1) writeEntry(out, value, index, depth - 1);
    return;
  }
  const names = Object.keys(value);
  spend(out, names.length);
  writeCounted(out, OBJECT, names.length);
  for (let index = 0; index < names.length; index += 1) {
    writeText(out, names[index]!);
    writeEntry(out, value, names[index]!, depth - 1);
  }
}

function write(out: Out, value: unknown, depth: number): void {
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
      return;
    case 'boolean':
      return writeKind(out, value ? TRUE : FALSE);
    case 'object':
      return value === null ? writeKind(out, NULL) : writeObject(out, value, depth);
    default:
      return writeKind(out, value === undefined ? NULL : UNREADABLE);
  }
}

function writeEntry(out: Out, holder: object, name: string | number, depth: number): void {
  const start = out.end;
  try {
    write(out, (holder as Record<string | number, unknown>)[name], depth);
  } catch {
    out.end = start;
    writeKind(out, UNREADABLE);
  }
}

function writeArgument(out: Out, value: unknown): void {
  out.left = MOST_VALUES;
  writeEntry(out, [value], 0, DEEPEST);
}

/** What the module exports: its memory, where the arguments go, and its functions, which answer where their words are. */
export interface ModuleExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  room(length: number): number;
  readonly [name: string]: unknown;
}

/** The functions of an instance, as one that takes a function's name and its arguments. */
export type Functions = (name: string, first?: unknown, second?: unknown, third?: unknown) => unknown;

type Answered = Record<string, unknown>;

export function functionsOf(exports: ModuleExports): Functions {
  let bytes: Uint8Array<ArrayBuffer>;
  let words: Uint32Array<ArrayBuffer>;
  // The module's own texts and objects that it has told, by their index.
  const literals: string[] = [];
  const objects: Answered[] = [];
  // Which word is read next, and where the bytes of the answer's texts begin.
  let at: number;
  let base: number;

  /** The memory moves when it grows, and only WebAssembly itself then takes its old place away. */
  function look(): void {
    const { buffer } = exports.memory;
    if (bytes && bytes.buffer === buffer) return;
    bytes = new Uint8Array(buffer);
    words = new Uint32Array(buffer);
  }

  /** By hand: Hermes and jsdom have no TextDecoder. Long texts are told once, so that its speed is no matter. */
  function readText(): string {
    const length = words[at++]!;
    const end = base + words[at++]! + length;
    let text = '';
    for (let place = end - length; place < end; ) {
      let code = bytes[place++]!;
      // How many bytes follow; what the module says is valid (RFC 3629, 3).
      let more = code < 0xc0 ? 0 : code < 0xe0 ? 1 : code < 0xf0 ? 2 : 3;
      if (more > 0) code &= 0x3f >> more;
      for (; more > 0; more -= 1) code = (code << 6) | (bytes[place++]! & 0x3f);
      text += String.fromCodePoint(code);
    }
    return text;
  }

  function readDate(): string {
    const day = words[at++]! | 0;
    let text = dates.get(day);
    if (text === undefined) {
      text = new Date(day * 86400000).toISOString().slice(0, 10);
      dates.set(day, text);
    }
    return text;
  }

  function readObject(): Answered {
    const object: Answered = {};
    for (let count = words[at++]!; count > 0; count -= 1) object[read() as string] = read();
    return object;
  }

  function read(): unknown {
    switch (words[at++]) {
      case LITERAL:
        return literals[words[at++]!];
      case DATE:
        return readDate();
      case KNOWN_OBJECT:
        return { ...objects[words[at++]!] };
      case OBJECT:
        return readObject();
      case INTEGER:
        return words[at++]! | 0;
      case LIST: {
        const list: unknown[] = [];
        for (let count = words[at++]!; count > 0; count -= 1) list.push(read());
        return list;
      }
      case TEXT:
        return readText();
      case NEW_LITERAL: {
        const index = words[at++]!;
        literals[index] = readText();
        return literals[index];
      }
      case NEW_OBJECT: {
        const index = words[at++]!;
        const object = read() as Answered;
        objects[index] = { ...object };
        return object;
      }
      case NUMBER:
        floatWords[0] = words[at++]!;
        floatWords[1] = words[at++]!;
        return float[0];
      case BYTES: {
        const length = words[at++]!;
        const place = base + words[at++]!;
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

  return (name, first, second, third) => {
    const out = spare || makeOut();
    spare = undefined;
    out.end = 0;
    writeArgument(out, first);
    writeArgument(out, second);
    writeArgument(out, third);
    const place = exports.room(out.end);
    look();
    bytes.set(out.bytes.subarray(0, out.end), place);
    if (out.bytes.length <= LARGEST_REUSED) spare = out;
    at = (exports[name] as () => number)() / 4;
    look();
    base = words[at++]!;
    return read();
  };
}
