// Reads a WebAssembly module just far enough to name its functions, measure them, and replace their bodies.

/** Reads a module: its sections, its own functions with their names and the places of their bodies, and its data. */
export function read(bytes) {
  let at = 8;
  const number = () => {
    let result = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      result += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return result;
    }
  };
  const text = () => {
    const length = number();
    at += length;
    return Buffer.from(bytes.subarray(at - length, at)).toString();
  };
  const times = (count, what) => Array.from({ length: count }, what);

  // `from` is where the section begins, `start` where its contents do.
  const sections = [];
  while (at < bytes.length) {
    const from = at;
    const id = bytes[at++];
    const end = number() + at;
    const name = id === 0 ? text() : undefined;
    sections.push({ id, name, from, start: at, end });
    at = end;
  }
  const enter = (section) => {
    if (section) at = section.start;
    return section !== undefined;
  };
  const find = (id, name) => sections.find((section) => section.id === id && section.name === name);

  // Imported functions come first in the numbering. Of imports, only functions are known here.
  let imported = 0;
  if (enter(find(2))) {
    imported = number();
    times(imported, () => {
      text();
      text();
      if (bytes[at++] !== 0) throw new Error('an import that is no function');
      number();
    });
  }

  const exported = new Map();
  if (enter(find(7))) {
    times(number(), () => {
      const name = text();
      const kind = bytes[at++];
      const index = number();
      if (kind === 0) exported.set(name, index);
    });
  }

  const names = new Map();
  const section = find(0, 'name');
  if (enter(section)) {
    while (at < section.end) {
      const kind = bytes[at++];
      const end = number() + at;
      if (kind === 1) times(number(), () => names.set(number(), text()));
      at = end;
    }
  }

  enter(find(10));
  const functions = times(number(), (_, index) => {
    const size = number();
    at += size;
    return { index: imported + index, name: names.get(imported + index), start: at - size, end: at };
  });

  // As rustc writes it: each at an address that is a constant, below 2^31.
  const data = [];
  if (enter(find(11))) {
    times(number(), () => {
      if (bytes[at++] !== 0 || bytes[at++] !== 0x41) throw new Error('data without a constant address');
      const address = number();
      at += 1;
      const length = number();
      data.push({ address, start: at, end: at + length });
      at += length;
    });
  }
  return { sections, code: find(10), exported, functions, data };
}

function unsigned(value) {
  const bytes = [];
  for (; value > 0x7f; value = Math.floor(value / 128)) bytes.push((value & 0x7f) | 0x80);
  return [...bytes, value];
}

/** A body without locals that does nothing but trap. */
export const trap = [0, 0x00, 0x0b];

/** The module with other bodies; `body` gives a function's new one, or undefined where it stays. */
export function withBodies(bytes, { code, functions }, body) {
  const bodies = functions.map((one) => {
    const contents = body(one) ?? bytes.subarray(one.start, one.end);
    return Buffer.concat([Buffer.from(unsigned(contents.length)), Buffer.from(contents)]);
  });
  const contents = Buffer.concat([Buffer.from(unsigned(functions.length)), ...bodies]);
  const head = Buffer.from([10, ...unsigned(contents.length)]);
  return Buffer.concat([bytes.subarray(0, code.from), head, contents, bytes.subarray(code.end)]);
}
