// UTF-8 into text in every engine.

/**
 * The engine's decoder, or where it has none (Hermes, jsdom) as much of one as this package needs: all that comes is
 * the module's own, and valid.
 */
export const Utf8Decoder =
  typeof TextDecoder === 'function'
    ? TextDecoder
    : class {
        decode(bytes = []) {
          return decodeURIComponent(Array.from(bytes, (byte) => `%${(byte + 256).toString(16).slice(1)}`).join(''));
        }
      };
