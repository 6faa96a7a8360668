import { limits, type Attachment } from 'kualik';
import { toFile } from '../canvas.ts';
import type { Subject } from './assess.ts';
import { largest, photoRatio } from './crop.ts';
import { maxPicturePixels } from './photo-size.ts';

/** Without WebAssembly (iOS Lockdown Mode, or a page policy that forbids it) pictures can never be checked. */
export function cannotCheck(error: unknown): boolean {
  const { code } = (typeof error === 'object' && error !== null ? error : {}) as { code?: unknown };
  return code === 'no-webassembly' || code === 'blocked-by-csp';
}

/**
 * Prepares a picture with the browser alone: crops a photo to its aspect ratio and re-encodes it as JPEG, which removes
 * the place and the device. `undefined` if the browser cannot read it.
 */
export async function withoutChecks(subject: Subject, url: string): Promise<Attachment | undefined> {
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
  } catch {
    return undefined;
  }
  const whole = { x: 0, y: 0, width: image.naturalWidth, height: image.naturalHeight };
  const { x, y, width, height } = subject === 'photo' ? largest(photoRatio, whole) : whole;
  const scale = Math.min(1, Math.max(maxPicturePixels.width, maxPicturePixels.height) / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext('2d');
  if (!context) return undefined;
  // JPEG has no transparency.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, x, y, width, height, 0, 0, canvas.width, canvas.height);
  const blob = await toFile(canvas, 'image/jpeg', 0.9);
  if (blob?.type !== 'image/jpeg' || blob.size > limits().attachmentBytes) return undefined;
  return { mediaType: 'image/jpeg', bytes: new Uint8Array(await blob.arrayBuffer()) };
}
