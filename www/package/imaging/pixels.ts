// The browser's own decoder, for what the module does not decode itself: large progressive JPEGs, HEIC, WebP, AVIF.

/** Pixels that the browser decoded, of a picture of the full size. */
export interface Pixels {
  rgba: Uint8Array;
  width: number;
  height: number;
  fullWidth: number;
  fullHeight: number;
}

/** Width and height; 0 where they are not known. */
export interface Size {
  width: number;
  height: number;
}

/** The upright picture's size, and what a JPEG's EXIF says of how it lies: 1 to 8, or 1 where it says nothing. */
export interface Lying extends Size {
  orientation: number;
}

/** To which size a picture of this one is reduced. */
export type SizeOf = (width: number, height: number) => Iterable<number>;

/** What turns the picture upright is said, not left to the engine's habit. */
const upright: ImageBitmapOptions = { imageOrientation: 'from-image' };

/** The bitmap, and the EXIF orientation that is left to turn it by. */
async function bitmapOf(bytes: Uint8Array<ArrayBuffer>, options: ImageBitmapOptions, orientation: number): Promise<[ImageBitmap, number]> {
  try {
    return [await createImageBitmap(new Blob([bytes]), options), 1];
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // Old engines take no options, or not these, and some turn the picture nevertheless: none does without EXIF.
    return [await createImageBitmap(new Blob([withoutExif(bytes)])), orientation];
  }
}

/** A JPEG's bytes with its EXIF marked as another application's; bytes of anything else as they are. */
function withoutExif(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const copy = bytes.slice();
  if (copy[0] !== 0xff || copy[1] !== 0xd8) return copy;
  for (let at = 2; at + 3 < copy.length && copy[at] === 0xff && copy[at + 1] !== 0xda; ) {
    const marker = copy[at + 1];
    if (marker === 0xe1) copy[at + 1] = 0xef;
    at += marker === 0xff ? 1 : 2 + copy[at + 2]! * 256 + copy[at + 3]!;
  }
  return copy;
}

/** Draws a picture of `width` by `height` turned by its EXIF orientation. */
const turns: ((width: number, height: number) => [number, number, number, number, number, number])[] = [
  () => [1, 0, 0, 1, 0, 0],
  (width) => [-1, 0, 0, 1, width, 0],
  (width, height) => [-1, 0, 0, -1, width, height],
  (_, height) => [1, 0, 0, -1, 0, height],
  () => [0, 1, 1, 0, 0, 0],
  (_, height) => [0, 1, -1, 0, height, 0],
  (width, height) => [0, -1, -1, 0, height, width],
  (width) => [0, -1, 1, 0, 0, width],
];

function canvasOf(width: number, height: number): CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D | undefined {
  if (typeof OffscreenCanvas === 'function') {
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (context) return context;
  }
  if (typeof document !== 'object') return undefined;
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  return canvas.getContext('2d', { willReadFrequently: true }) || undefined;
}

/** Whether this thread can do it: in some engines a worker cannot draw. */
const canDecode = (): boolean => typeof createImageBitmap === 'function' && canvasOf(1, 1) !== undefined;

/**
 * The upright picture's pixels in the size that `sizeOf(width, height)` asks for a picture of that size. Undefined where
 * this engine cannot read it.
 */
export async function decode(bytes: Uint8Array<ArrayBuffer>, size: Lying, sizeOf: SizeOf): Promise<Pixels | undefined> {
  if (!canDecode()) return undefined;
  let bitmap: ImageBitmap | undefined;
  try {
    // With the size known, engines that can reduce it while they decode.
    const isKnown = size.width > 0;
    const [resizeWidth = 0, resizeHeight = 0] = isKnown ? sizeOf(size.width, size.height) : [];
    const options: ImageBitmapOptions = isKnown ? { ...upright, resizeWidth, resizeHeight, resizeQuality: 'high' } : upright;
    const made = await bitmapOf(bytes, options, size.orientation);
    bitmap = made[0];
    const turn = made[1];
    const swapped = (width: number, height: number): [number, number] => (turn > 4 ? [height, width] : [width, height]);
    const [fullWidth, fullHeight] = isKnown ? [size.width, size.height] : swapped(bitmap.width, bitmap.height);
    const [width = 0, height = 0] = sizeOf(fullWidth, fullHeight);
    const context = canvasOf(width, height)!;
    const drawn = swapped(width, height);
    context.imageSmoothingQuality = 'high';
    context.setTransform(...turns[turn - 1]!(...drawn));
    context.drawImage(bitmap, 0, 0, ...drawn);
    const rgba = new Uint8Array(context.getImageData(0, 0, width, height).data.buffer);
    return { rgba, width, height, fullWidth, fullHeight };
  } catch {
    return undefined;
  } finally {
    if (bitmap) bitmap.close();
  }
}
