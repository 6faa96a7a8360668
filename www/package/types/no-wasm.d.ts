/** Starts the module, once. */
export function init(): Promise<void>;

/** Starts it at once, without a promise. */
export function initSync(): void;
