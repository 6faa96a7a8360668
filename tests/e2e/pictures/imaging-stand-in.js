// Checks that answer as a test tells them to, so that every state of the pictures' step can be reached.
// `globalThis.standIn` may hold:
//   photo, signature   what each next report says, the last one from then on: { checks, face, suggestedCrop,
//                      invalid: a code, held: true to wait for `globalThis.release()` }
//   prepare            the same for what is prepared: { invalid, changed }
//   fails              loading fails
// What it was asked stands in `globalThis.asked`.

const grades = ['good', 'doubtful', 'poor'];
const usual = {
  photo: ['file-type', 'complete', 'bytes', 'pixels', 'face', 'sharpness'],
  signature: ['file-type', 'complete', 'bytes', 'pixels', 'ink'],
};
globalThis.asked = [];

function next(kind) {
  const answers = globalThis.standIn?.[kind];
  return (answers?.length > 1 ? answers.shift() : answers?.[0]) ?? {};
}

const invalid = (code) => ({ outcome: 'invalid', problems: [{ code, path: 'bytes' }] });

async function assess(kind, bytes) {
  const { invalid: code, held, checks = [], ...more } = next(kind);
  globalThis.asked.push({ call: kind, size: bytes.length });
  if (held)
    await new Promise((resolve) => {
      globalThis.release = resolve;
    });
  if (code) return invalid(code);
  const { width, height } = await createImageBitmap(new Blob([bytes]));
  const all = [
    ...usual[kind]
      .filter((id) => !checks.some((each) => each.id === id))
      .map((id) => ({ id, value: 1, unit: 'px', limit: {}, result: 'good' })),
    ...checks.map((each) => ({ value: 1, unit: '', limit: {}, ...each })),
  ];
  const verdict = grades[Math.max(...all.map(({ result }) => grades.indexOf(result)))];
  return { outcome: 'assessed', verdict, profile: 'stand-in', width, height, checks: all, milliseconds: 1, ...more };
}

export async function loadImaging() {
  if (globalThis.standIn?.fails) throw new Error('told to fail');
  return {
    inspectJpeg: () => invalid('not-an-image'),
    assessPhoto: (bytes) => assess('photo', bytes),
    assessSignature: (bytes) => assess('signature', bytes),
    async prepare(bytes, { crop } = {}) {
      const { invalid: code, changed = ['re-encoded'] } = next('prepare');
      globalThis.asked.push({ call: 'prepare', crop });
      if (code) return invalid(code);
      const bitmap = await createImageBitmap(new Blob([bytes]));
      const { x, y, width, height } = crop ?? { x: 0, y: 0, width: bitmap.width, height: bitmap.height };
      const canvas = new OffscreenCanvas(width, height);
      canvas.getContext('2d').drawImage(bitmap, x, y, width, height, 0, 0, width, height);
      const blob = await canvas.convertToBlob({ type: 'image/jpeg' });
      return {
        outcome: 'prepared',
        mediaType: 'image/jpeg',
        bytes: new Uint8Array(await blob.arrayBuffer()),
        width,
        height,
        changed: crop ? ['cropped', ...changed] : changed,
      };
    },
    profile: () => ({ id: 'stand-in', limits: [] }),
    close() {
      globalThis.asked.push({ call: 'close' });
    },
  };
}
