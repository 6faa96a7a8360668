// Takes over what is passed in, as it is at the moment of the call. Whatever it is, nothing is thrown; what it means, the
// module reads. The options of loading alone are read here, since they say where the module is.

import type { ImagingProblem, ImagingProblemCode } from './imaging.d.ts';

/** What a picture may have at most. */
export interface Limits {
  fileBytes: number;
  pixels: number;
}

/** A value as the module reads it; `false` is of no use to it. */
export type Copy = null | number | string | false | { [name: string]: Copy };

/** Where the files lie, how to run, and what to refuse. */
export interface Loading {
  base: string | undefined;
  worker: boolean | 'alone';
  simd: boolean;
  limits: Limits;
}

/** By the array's own slot, which no getter and no other frame can change: `Uint8Array`, or undefined. */
const slot = (name: PropertyKey): (() => unknown) =>
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), name)!.get!;
const kindOf = slot(Symbol.toStringTag);
const lengthOf = slot('length') as () => number;

/** A copy of the bytes: the caller may change or transfer its own at any time. Undefined with a problem noted. */
export function copyBytes(bytes: unknown, { fileBytes }: Limits, problems: ImagingProblem[]): Uint8Array<ArrayBuffer> | undefined {
  try {
    if (kindOf.call(bytes) === 'Uint8Array') {
      const length = lengthOf.call(bytes);
      // Before a copy is made.
      if (length > fileBytes) {
        problems.push({ code: 'too-large', path: '', params: { max: fileBytes } });
        return undefined;
      }
      const copy = new Uint8Array(length);
      // This throws where the buffer was transferred away.
      copy.set(bytes as Uint8Array);
      return copy;
    }
  } catch {
    // As below.
  }
  problems.push({ code: 'wrong-type', path: '' });
  return undefined;
}

/** Objects within objects: the contract has four, as in `profile.photo.noise.warn`. */
const deepest = 5;

/**
 * A copy of a value in plain objects, without fields that are undefined. What the contract has no place for in any field,
 * what throws and what has no end is `false`, which it has no place for either.
 */
export function copyValue(value: unknown, depth = 0): Copy {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number' || typeof value === 'string') return value;
  if (typeof value !== 'object' || depth > deepest) return false;
  try {
    if (Array.isArray(value)) return false;
    const copy: Record<string, Copy> = Object.create(null);
    for (const name of Object.keys(value)) {
      const field = fieldOf(value, name);
      if (field !== undefined) copy[name] = copyValue(field, depth + 1);
    }
    return copy;
  } catch {
    return false;
  }
}

function fieldOf(value: object, name: string): unknown {
  try {
    return (value as Record<string, unknown>)[name];
  } catch {
    return false;
  }
}

// Writing it out may throw too.
const isAddress = (value: unknown): boolean => typeof value === 'string' || (value instanceof URL && String(value) !== '');
const isSwitch = (value: unknown): boolean => typeof value === 'boolean';
const isCount = (value: unknown): boolean => Number.isInteger(value) && (value as number) > 0 && (value as number) < 2 ** 32;

type Is = (value: unknown) => boolean;
type Known = Record<string, [is: Is, otherwise: unknown]>;

/** The fields of loading: whether a value is one of theirs, and what they are where absent. */
const loading: Known = {
  base: [isAddress, undefined],
  worker: [(value) => isSwitch(value) || value === 'alone', true],
  simd: [isSwitch, true],
};
const limits: Known = { fileBytes: [isCount, 33554432], pixels: [isCount, 67108864] };

/** How to load; problems are noted. */
export function readLoadOptions(options: unknown, problems: ImagingProblem[]): Loading {
  const { limits: given, ...read } = readFields(options, { ...loading, limits: [() => true, null] }, '', problems);
  const base = read['base'] === undefined ? undefined : String(read['base']);
  return { ...read, base, limits: readFields(given, limits, 'limits', problems) } as unknown as Loading;
}

function readFields(value: unknown, known: Known, path: string, problems: ImagingProblem[]): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  const note = (code: ImagingProblemCode, name: string): number => problems.push({ code, path: [path, name].filter(Boolean).join('.') });
  let names: string[] = [];
  try {
    if (value !== undefined && value !== null) {
      if (typeof value !== 'object' || Array.isArray(value)) throw new TypeError();
      names = Object.keys(value);
    }
  } catch {
    note('wrong-type', '');
  }
  for (const name of names) if (!(name in known)) note('unknown-field', name);
  for (const [name, [is, otherwise]] of Object.entries(known)) {
    const field = names.includes(name) ? fieldOf(value as object, name) : undefined;
    const isAbsent = field === undefined || field === null;
    if (!isAbsent && !isOf(is, field)) note('wrong-type', name);
    fields[name] = isAbsent ? otherwise : field;
  }
  return fields;
}

/** Asking may throw: a prototype can be a proxy's. */
function isOf(is: Is, value: unknown): boolean {
  try {
    return is(value);
  } catch {
    return false;
  }
}
