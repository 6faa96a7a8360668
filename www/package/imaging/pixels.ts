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

/** To which size a picture of this one is reduced. */
export type SizeOf = (width: number, height: number) => Iterable<number>;

/** What turns the picture upright is said, not left to the engine's habit; engines that do not know the word do it anyway. */
const upright: ImageBitmapOptions = { imageOrientation: 'from-image' };

async function bitmapOf(blob: Blob, options: ImageBitmapOptions): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(blob, options);
  } catch (error) {
    // Old engines take no options, or not these.
    if (error instanceof TypeError) return createImageBitmap(blob);
    throw error;
  }
}

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
 * The upright picture's pixels in the size that `sizeOf(width, height)` asks for a picture of that size. `size` is
 * the upright picture's, 0 where it is not known. Undefined where this engine cannot read it.
 */
export async function decode(bytes: Uint8Array<ArrayBuffer>, size: Size, sizeOf: SizeOf): Promise<Pixels | undefined> {
  if (!canDecode()) return undefined;
  let bitmap: ImageBitmap | undefined;
  try {
    // With the size known, engines that can reduce it while they decode.
    const isKnown = size.width > 0;
    const [resizeWidth = 0, resizeHeight = 0] = isKnown ? sizeOf(size.width, size.height) : [];
    const options: ImageBitmapOptions = isKnown ? { ...upright, resizeWidth, resizeHeight, resizeQuality: 'high' } : upright;
    bitmap = await bitmapOf(new Blob([bytes]), options);
    const [fullWidth, fullHeight] = isKnown ? [size.width, size.height] : [bitmap.width, bitmap.height];
    const [width = 0, height = 0] = sizeOf(fullWidth, fullHeight);
    const context = canvasOf(width, height)!;
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, 0, 0, width, height);
    const rgba = new Uint8Array(context.getImageData(0, 0, width, height).data.buffer);
    return { rgba, width, height, fullWidth, fullHeight };
  } catch {
    return undefined;
  } finally {
    if (bitmap) bitmap.close();
  }
}
