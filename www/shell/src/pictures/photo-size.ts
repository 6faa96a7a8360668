// The printed photo, for the crop view and for pictures prepared without the picture checks, which cannot be asked then.

/** Millimetres; a mirror of the `aspect` of the checks' profile. */
export const photoSize = { width: 35, height: 45 };

/** The largest picture that is attached, in pixels: 70 × 90 mm at 300 dpi, as `prepare` of the checks makes it. */
export const maxPicturePixels = { width: 827, height: 1063 };
