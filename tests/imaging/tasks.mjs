// What the package is asked in every environment; runs in Node and on pages.

/** Each a call, a file of `pictures.py`, and the second argument. These answers are the same everywhere. */
const tasks = [
  ['inspectJpeg', 'photo.jpg'],
  ['inspectJpeg', 'progressive-6.jpg'],
  ['inspectJpeg', 'photo.png'],
  ['assessPhoto', 'photo.jpg'],
  ['assessPhoto', 'photo.png'],
  ['assessPhoto', 'progressive.jpg'],
  ['assessPhoto', 'photo.jpg', { id: 'stricter', photo: { noise: { warn: { max: 0 } }, aspect: { warn: null } } }],
  ['assessSignature', 'signature.png'],
  ['prepare', 'place.jpg'],
  ['prepare', 'photo.png', { crop: { x: 40, y: 50, width: 420, height: 540 }, maxBytes: 60_000 }],
  ['prepare', 'photo.jpg', { maxBytes: 0, crop: { x: 'left' } }],
];

const base64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));

/** An answer as JSON, less the time that it took. */
const stated = ({ milliseconds, bytes, ...answer }) => (bytes ? { ...answer, bytes: base64(bytes) } : answer);

/** Asks all that there is a function for; `read(name)` gives a promise of a picture's bytes. */
export async function runTasks(imaging, read) {
  const answers = {};
  for (const [call, file, ...more] of tasks.filter(([name]) => name in imaging)) {
    answers[[call, file, ...more.map((each) => JSON.stringify(each))].join(' ')] = stated(await imaging[call](await read(file), ...more));
  }
  return 'profile' in imaging ? { answers, profile: imaging.profile() } : { answers };
}

/** What the browser decodes: progressive files beyond the module's memory, and WebP. */
export async function runBrowserTasks(imaging, read) {
  const answers = {};
  for (const file of [1, 2, 3, 4, 5, 6, 7, 8].map((orientation) => `progressive-${orientation}.jpg`)) {
    const bytes = await read(file);
    answers[file] = {
      report: stated(await imaging.assessPhoto(bytes)),
      prepared: stated(await imaging.prepare(bytes, { crop: { x: 0, y: 0, width: 2520, height: 3240 } })),
    };
  }
  const [large, webp] = [await read('progressive-6.jpg'), await read('photo.webp')];
  answers.cut = stated(await imaging.assessPhoto(large.subarray(0, Math.floor(large.length * 0.6))));
  answers.webp = { report: stated(await imaging.assessPhoto(webp)), prepared: stated(await imaging.prepare(webp)) };
  return answers;
}
