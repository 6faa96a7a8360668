// Answers as a test tells it to: every state of the pictures' step, whatever the real checks think of a picture.
// The test puts `{ photo, signature, prepare }` into `globalThis.standIn`, each a function or absent.

const good = (id, unit = '', value = 1) => ({ id, value, unit, limit: {}, result: 'good' });
const sizeOf = async (bytes) => {
  const { width, height } = await createImageBitmap(new Blob([bytes]));
  return { width, height };
};
const report = async (bytes, ids) => ({
  outcome: 'assessed', verdict: 'good', profile: 'stand-in', ...(await sizeOf(bytes)), checks: ids.map((id) => good(id)), milliseconds: 1,
});

export async function loadImaging() {
  const told = () => globalThis.standIn ?? {};
  if (told().fails) throw new Error('told to fail');
  return {
    inspectJpeg: () => ({ outcome: 'invalid', problems: [{ code: 'not-an-image', path: 'bytes' }] }),
    async assessPhoto(bytes) {
      const plain = await report(bytes, ['file-type', 'pixels', 'face', 'sharpness']).catch(() => undefined);
      return told().photo ? told().photo(plain, bytes) : plain;
    },
    async assessSignature(bytes) {
      const plain = await report(bytes, ['file-type', 'pixels', 'ink']).catch(() => undefined);
      return told().signature ? told().signature(plain, bytes) : plain;
    },
    async prepare(bytes, { crop } = {}) {
      const bitmap = await createImageBitmap(new Blob([bytes]));
      const { x, y, width, height } = crop ?? { x: 0, y: 0, width: bitmap.width, height: bitmap.height };
      const canvas = new OffscreenCanvas(width, height);
      canvas.getContext('2d').drawImage(bitmap, x, y, width, height, 0, 0, width, height);
      const blob = await canvas.convertToBlob({ type: 'image/jpeg' });
      return {
        outcome: 'prepared', mediaType: 'image/jpeg', bytes: new Uint8Array(await blob.arrayBuffer()), width, height,
        changed: [...(crop ? ['cropped'] : []), 're-encoded'],
      };
    },
    profile: () => ({ id: 'stand-in', limits: [] }),
    close() { globalThis.standInClosed = (globalThis.standInClosed ?? 0) + 1; },
  };
}
