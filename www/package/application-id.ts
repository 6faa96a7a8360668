// The id of an application whose caller gives none: the core has no randomness of its own.

/** The options with an id. What is not an object goes to the core as it is, which reports it. */
export function withId(options: unknown): unknown {
  try {
    const isWithout =
      options == null || (typeof options === 'object' && !Array.isArray(options) && (options as { id?: unknown }).id == null);
    return isWithout ? { ...options, id: randomUUID() } : options;
  } catch {
    return options;
  }
}

/** RFC 9562, version 4; older engines and pages without https lack `crypto.randomUUID`. */
function randomUUID(): string {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
