import type { Imaging } from 'kualik/imaging';

/** In bytes; larger files are not read at all. */
export const maxFileBytes = 32 * 1024 * 1024;

let loading: Promise<Imaging> | undefined;

/** The picture checks, loaded on first use. After a failure the next call tries again. */
export function imaging(): Promise<Imaging> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(): Promise<Imaging> {
  const { loadImaging } = await import('kualik/imaging');
  return loadImaging({ limits: { fileBytes: maxFileBytes } });
}

/** Terminates the worker, and frees its copies of the pictures. */
export function closeImaging(): void {
  loading?.then(
    (each) => each.close(),
    () => undefined,
  );
}
