import type { Box } from 'kualik/imaging';
import { photoSize } from '../core-facts.ts';

/** The aspect ratio of a photo. */
export const photoRatio = photoSize.width / photoSize.height;

/** How many times smaller than the largest crop a crop may be. */
const nearest = 5;

export interface Size {
  width: number;
  height: number;
}

/** The largest centred crop of that ratio. */
export function largest(ratio: number, picture: Size): Box {
  const width = Math.min(picture.width, picture.height * ratio);
  const height = width / ratio;
  return { x: (picture.width - width) / 2, y: (picture.height - height) / 2, width, height };
}

/** Moves a crop back inside the picture. */
function inside(box: Box, picture: Size): Box {
  const within = (from: number, length: number, all: number): number => Math.min(Math.max(from, 0), all - length);
  return { ...box, x: within(box.x, box.width, picture.width), y: within(box.y, box.height, picture.height) };
}

export function moved(box: Box, dx: number, dy: number, picture: Size): Box {
  return inside({ ...box, x: box.x + dx, y: box.y + dy }, picture);
}

/** The same centre and ratio with another width, as far as the picture allows. */
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

/** Fits a crop to the ratio and into the picture. */
export function fitted(box: Box, ratio: number, picture: Size): Box {
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const width = Math.max(box.width, box.height * ratio);
  return widened({ x: middle.x - width / 2, y: middle.y - width / ratio / 2, width, height: width / ratio }, width, picture);
}

/** Rounds a crop to whole pixels. */
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
