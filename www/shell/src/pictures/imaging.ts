import type { ImagingInWorker } from 'kualik/imaging';

/** In bytes; larger files are not read at all. */
export const maxFileBytes = 32 * 1024 * 1024;

let loading: Promise<ImagingInWorker> | undefined;

/** The picture checks, loaded on first use. After a failure the next call tries again. */
export function imaging(): Promise<ImagingInWorker> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(): Promise<ImagingInWorker> {
  const { loadImaging } = await import('kualik/imaging');
  const limits = { fileBytes: maxFileBytes };
  try {
    return await loadImaging({ limits });
  } catch (error) {
    if (!isBlocked(error)) throw error;
    // Engines that do not know the policy's 'wasm-unsafe-eval' allow WebAssembly in a worker.
    return loadImaging({ limits, worker: 'alone' });
  }
}

const isBlocked = (error: unknown): boolean => (error as { code?: unknown } | undefined)?.code === 'blocked-by-csp';

/** Terminates the worker, and frees its copies of the pictures. */
export function closeImaging(): void {
  loading?.then(
    (each) => each.close(),
    () => undefined,
  );
}
