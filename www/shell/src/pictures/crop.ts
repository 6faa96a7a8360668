import type { Box } from 'kualik/imaging';
import { photoSize } from '../core-facts.ts';

/** Width to height of a photo. */
export const photoRatio = photoSize.width / photoSize.height;

/** How much smaller than the largest cut a cut may become. */
const nearest = 5;

export interface Size {
  width: number;
  height: number;
}

/** The largest cut of that ratio, in the middle of the picture. */
export function largest(ratio: number, picture: Size): Box {
  const width = Math.min(picture.width, picture.height * ratio);
  const height = width / ratio;
  return { x: (picture.width - width) / 2, y: (picture.height - height) / 2, width, height };
}

/** The cut, pushed back into the picture. */
function inside(box: Box, picture: Size): Box {
  const within = (from: number, length: number, all: number): number => Math.min(Math.max(from, 0), all - length);
  return { ...box, x: within(box.x, box.width, picture.width), y: within(box.y, box.height, picture.height) };
}

export function moved(box: Box, dx: number, dy: number, picture: Size): Box {
  return inside({ ...box, x: box.x + dx, y: box.y + dy }, picture);
}

/** The same middle and ratio with another width, as far as the picture allows. */
export function widened(box: Box, width: number, picture: Size): Box {
  const ratio = box.width / box.height;
  const most = largest(ratio, picture).width;
  const wide = Math.min(Math.max(width, most / nearest), most);
  const high = wide / ratio;
  return inside(
    {
      x: box.x + (box.width - wide) / 2,
      y: box.y + (box.height - high) / 2,
      width: wide,
      height: high,
    },
    picture,
  );
}

/** A cut from elsewhere, as one that can be adjusted: of the ratio, and inside the picture. */
export function fitted(box: Box, ratio: number, picture: Size): Box {
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const width = Math.max(box.width, box.height * ratio);
  return widened({ x: middle.x - width / 2, y: middle.y - width / ratio / 2, width, height: width / ratio }, width, picture);
}

/** In whole pixels, as it is cut. */
export function rounded({ x, y, width, height }: Box, picture: Size): Box {
  const left = Math.round(x);
  const top = Math.round(y);
  return {
    x: left,
    y: top,
    width: Math.min(Math.round(width), picture.width - left),
    height: Math.min(Math.round(height), picture.height - top),
  };
}
