// Where the package's files lie, beside the script or elsewhere.

import { fetchBytes } from '../fetch.ts';
import type { File, Read } from './load.ts';

/** The address of a file in the folder `base`, which may be relative to the page. */
export const below = (base: string, file: string): URL => new URL(file, new URL(base, self.location.href));

/** Makes `read`, where `beside` gives the files' addresses beside the script. */
export const readFrom =
  (beside: Record<File, () => URL>): Read =>
  (file, base) =>
    fetchBytes(base === undefined ? beside[file]() : below(base, file));
