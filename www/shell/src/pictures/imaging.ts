import type { Imaging } from 'kualik/imaging';
import { allowOwnScripts } from '../trusted-types.ts';

/** Bytes of a file; above it, a file is not even read. */
export const maxFileBytes = 32 * 1024 * 1024;

let loading: Promise<Imaging> | undefined;

/** The picture checks, loaded with the first call. After a failure the next call tries again. */
export function imaging(): Promise<Imaging> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(): Promise<Imaging> {
  allowOwnScripts();
  const { loadImaging } = await import('kualik/imaging');
  return loadImaging({ limits: { fileBytes: maxFileBytes } });
}

/** Ends the worker, and with it all memory of pictures. */
export function closeImaging(): void {
  loading?.then(
    (each) => each.close(),
    () => undefined,
  );
}
