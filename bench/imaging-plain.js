// What a page would do without the module: the browser's decoder and canvas, and four of the measures in plain
// JavaScript, from the same sources as imaging/src/photo/texture.rs and photo.rs. No face, light or background checks.

const kernel = 9;

function turned({ values, width, height }) {
  const out = new Float32Array(values.length);
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) out[x * height + y] = values[y * width + x];
  return { values: out, width: height, height: width };
}

function blurAlongRows({ values, width, height }) {
  let differences = 0;
  let lost = 0;
  const blurred = new Float32Array(width - kernel + 1);
  for (let y = 0; y < height; y += 1) {
    const row = values.subarray(y * width, (y + 1) * width);
    for (let x = 0; x < blurred.length; x += 1) {
      let sum = 0;
      for (let step = 0; step < kernel; step += 1) sum += row[x + step];
      blurred[x] = sum / kernel;
    }
    for (let x = 1; x < blurred.length; x += 1) {
      const difference = Math.abs(row[x + 4] - row[x + 3]);
      differences += difference;
      lost += Math.max(0, difference - Math.abs(blurred[x] - blurred[x - 1]));
    }
  }
  return differences === 0 ? 1 : (differences - lost) / differences;
}

function noise({ values, width, height }) {
  let sum = 0;
  for (let y = 1; y < height - 1; y += 1) {
    for (let at = y * width + 1; at < (y + 1) * width - 1; at += 1) {
      sum += Math.abs(
        values[at - width - 1] +
          values[at - width + 1] +
          values[at + width - 1] +
          values[at + width + 1] -
          2 * (values[at - width] + values[at - 1] + values[at + 1] + values[at + width]) +
          4 * values[at],
      );
    }
  }
  return (Math.sqrt(Math.PI / 2) * sum) / (6 * (width - 2) * (height - 2));
}

function entropy({ values }) {
  const histogram = new Uint32Array(256);
  for (const value of values) histogram[value | 0] += 1;
  let bits = 0;
  for (const count of histogram) if (count > 0) bits -= (count / values.length) * Math.log2(count / values.length);
  return bits;
}

/** What the browser's decoder makes of a JPEG, reduced to that size, as pixels that a script can read. */
export async function decoded(bytes, width, height) {
  const bitmap = await createImageBitmap(new Blob([bytes]), { resizeWidth: width, resizeHeight: height, resizeQuality: 'medium' });
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return context.getImageData(0, 0, width, height).data;
}

/** Brightness, blur, noise and entropy of a JPEG, reduced to a quarter of each side as the module does. */
export async function plain(bytes, width, height) {
  const data = await decoded(bytes, width, height);
  const values = new Float32Array(width * height);
  let sum = 0;
  for (let at = 0; at < values.length; at += 1) {
    values[at] = 0.299 * data[4 * at] + 0.587 * data[4 * at + 1] + 0.114 * data[4 * at + 2];
    sum += values[at];
  }
  const grid = { values, width, height };
  return {
    brightness: sum / values.length,
    blur: Math.max(blurAlongRows(grid), blurAlongRows(turned(grid))),
    noise: noise(grid),
    entropy: entropy(grid),
  };
}
