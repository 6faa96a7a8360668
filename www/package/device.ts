// What the module asks of the device.

/** Epoch milliseconds; asked only where an argument names neither a day nor an instant. */
export const now = (): number => Date.now();
