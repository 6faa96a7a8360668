/**
 * The contract of `kualik/imaging`: is this photo or signature good enough to send?
 *
 * Advice on what can be measured; no biometric decision, no template. Nothing is sent anywhere: the pictures
 * stay in the page and its worker. Coordinates are pixels of the upright picture, from its top left corner.
 */

/** A place in a picture. */
export interface Point {
  x: number;
  y: number;
}

/** A rectangle in a picture. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The values that are well, both ends included; an absent end is open. */
export interface Range {
  min?: number;
  max?: number;
}

/** How a measure stands to its limits: `doubtful` outside `warn`, `poor` outside `poor`. */
export type Grade = 'good' | 'doubtful' | 'poor';

/** The checks of a photo, in the order in which they are reported. */
export type PhotoCheckId =
  | 'file-type'
  | 'complete'
  | 'bytes'
  | 'pixels'
  | 'aspect'
  | 'orientation'
  | 'location'
  | 'jpeg-quality'
  | 'blockiness'
  | 'face'
  | 'one-face'
  | 'upright'
  | 'looking-ahead'
  | 'head-size'
  | 'crown'
  | 'centred'
  | 'inter-eye'
  | 'sharpness'
  | 'noise'
  | 'too-dark'
  | 'too-bright'
  | 'contrast'
  | 'even-light'
  | 'colour'
  | 'colour-cast'
  | 'plain-background'
  | 'light-background';

/** The checks of a signature, in the order in which they are reported. */
export type SignatureCheckId =
  | 'file-type'
  | 'complete'
  | 'bytes'
  | 'pixels'
  | 'ink'
  | 'clear'
  | 'coverage'
  | 'cut'
  | 'margin'
  | 'size'
  | 'scribble'
  | 'stroke'
  | 'writing'
  | 'paper'
  | 'soft';

/** The checks of both. */
export type CheckId = PhotoCheckId | SignatureCheckId;

/** One measure; reported also where it is good. */
export interface Check {
  id: CheckId;
  /** In `unit`; codes are numbers too, such as EXIF's orientation, or 1 for yes and 0 for no. */
  value: number;
  /** As `px`; `not-measured` where no face, or no background, is to be seen: then the value is 0, the result `doubtful`. */
  unit: string;
  limit: { warn?: Range; poor?: Range };
  result: Grade;
  /** Where to draw it. */
  box?: Box;
}

/** Every check of a picture. */
export interface ImageReport {
  outcome: 'assessed';
  /** The worst of the checks. */
  verdict: Grade;
  /** The id of the profile whose limits were used. */
  profile: string;
  /** The upright picture's size in pixels. */
  width: number;
  height: number;
  checks: Check[];
  /** The largest face; absent where none was found, and for a signature. */
  face?: {
    box: Box;
    /** The one on the picture's left first. */
    eyes: [Point, Point];
    mouth: Point;
    score: number;
    /** Clockwise; 0 where the eyes are level. */
    rollDegrees: number;
    interEyeDistance: number;
  };
  /** What to cut out, where a cut would help: of 35:45 for a photo. */
  suggestedCrop?: Box;
  /** What it took, decoding included; the one number that differs from run to run. */
  milliseconds: number;
}

/** What the header of a JPEG says. */
export interface JpegInfo {
  outcome: 'jpeg';
  /** As stored, before the orientation is applied. */
  width: number;
  height: number;
  /** EXIF's: 1 is upright. */
  orientation: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;
  /** 1 to 100, estimated from the quantisation tables as libjpeg scales them. */
  quality: number;
  progressive: boolean;
  /** All segments up to the end of the image are there. */
  complete: boolean;
  hasGps: boolean;
  /** 1 grey, 3 colour, 4 CMYK. */
  components: number;
}

/** What is wrong with a picture that cannot be assessed. */
export type ImagingProblemCode =
  /** Not a `Uint8Array`, or one whose buffer was transferred away; or no options of the contract. */
  | 'wrong-type'
  /** The contract has no field or check of this name. */
  | 'unknown-field'
  /** No bytes at all. */
  | 'empty'
  /** Neither JPEG nor PNG; `params.actual` names it where it is known, as `image/heic`. */
  | 'not-an-image'
  /** It ends early or is broken. */
  | 'incomplete-image'
  /** A kind of JPEG or PNG that is not read here; `params.kind` names it, as `cmyk`. */
  | 'unsupported-image'
  /** More bytes than `params.max`, the limit of the options; or it cannot be made as small as was asked for. */
  | 'too-large'
  /** More pixels than `params.max`: the limit of the options, or of what is decoded without a browser's help. */
  | 'too-many-pixels'
  /** The module failed, or there was no memory; the next call gets a fresh instance. Please report it. */
  | 'internal'
  /** `close` was called meanwhile. */
  | 'closed';

/** One thing that is wrong; `path` is '' for the picture, or as `profile.photo.noise.warn.max`, `options.crop.x`. */
export interface ImagingProblem {
  code: ImagingProblemCode;
  path: string;
  params?: Record<string, string | number>;
}

/** No answer, and all reasons why. */
export interface ImagingInvalid {
  outcome: 'invalid';
  problems: ImagingProblem[];
}

/** Where a limit comes from. None is official: no numeric rule of the pilot was found. */
export type Certainty = 'published' | 'literature' | 'measured-here';

/** The limits by which a picture is graded; versioned, so that a report can be understood later. */
export interface Profile {
  /** As `kz-identity-card-1`. */
  id: string;
  /** In the order in which the checks are reported, those of a photo first. */
  limits: {
    check: CheckId;
    subject: 'photo' | 'signature';
    unit: string;
    warn?: Range;
    poor?: Range;
    source: string;
    certainty: Certainty;
  }[];
}

/** What to change of the limits; what is not named stays. */
export interface ProfileChanges {
  /** A name of one's own, which the report then carries. */
  id: string;
  /** `null` takes a limit away. Both ends of a range are replaced together. */
  photo?: Partial<Record<PhotoCheckId, { warn?: Range | null; poor?: Range | null }>> | null;
  signature?: Partial<Record<SignatureCheckId, { warn?: Range | null; poor?: Range | null }>> | null;
}

/** What to do when a picture is made ready to be attached. */
export interface PrepareOptions {
  /** In pixels of the upright picture; what lies outside of it is cut off. */
  crop?: Box | null | undefined;
  /** Bytes; 1 048 576 where absent. */
  maxBytes?: number | null;
}

/** A JPEG to attach: upright, without metadata, small enough; never upscaled. */
export interface Prepared {
  outcome: 'prepared';
  mediaType: 'image/jpeg';
  bytes: Uint8Array;
  width: number;
  height: number;
  /** What differs from what was given; empty where nothing does. */
  changed: ('turned' | 'cropped' | 'downscaled' | 're-encoded' | 'location-removed' | 'metadata-removed')[];
}

/** How to load, and what to refuse. */
export interface LoadImagingOptions {
  /**
   * Where the files of the package's folder `imaging` lie, with a slash at its end; beside the script where absent.
   * The worker must come from the page's own origin: from another one, the calling thread does the work.
   */
  base?: URL | string | null;
  /**
   * `false` runs it on the calling thread; otherwise in a worker where the engine has them. `'alone'` runs it there and
   * nowhere else, without what answers at once: also where the page's policy forbids WebAssembly, since a worker is under
   * the policy that its own file came with. Chromium before 97 and Safari before 16 do not know `'wasm-unsafe-eval'`.
   */
  worker?: boolean | 'alone' | null;
  /** `false` never takes the build with simd128; otherwise by what the engine can. */
  simd?: boolean | null;
  /** Whole numbers, at least 1. */
  limits?: {
    /** Bytes of a file; 33 554 432 where absent. */
    fileBytes?: number | null;
    /** Pixels of a picture; 67 108 864 where absent. */
    pixels?: number | null;
  } | null;
}

/**
 * The functions. None throws for its arguments, and no promise is rejected: what is wrong comes back as data. Bytes are
 * copied at once, so the caller may change or transfer them meanwhile. Calls run one after the other.
 */
export interface Imaging {
  /** Header facts; no decoding. */
  inspectJpeg(bytes: Uint8Array): JpegInfo | ImagingInvalid;
  /** Every check of a photo. */
  assessPhoto(bytes: Uint8Array, profile?: ProfileChanges | null): Promise<ImageReport | ImagingInvalid>;
  /** Every check of a signature. */
  assessSignature(bytes: Uint8Array, profile?: ProfileChanges | null): Promise<ImageReport | ImagingInvalid>;
  /** The JPEG to attach. */
  prepare(bytes: Uint8Array, options?: PrepareOptions | null): Promise<Prepared | ImagingInvalid>;
  /** The embedded profile, as data. */
  profile(): Profile;
  /**
   * Ends the worker and lets go of its memory; calls under way answer `closed`. The next call starts another, without
   * fetching anything but the worker's script.
   */
  close(): void;
}

/** What a worker answers by itself. */
export type ImagingInWorker = Omit<Imaging, 'inspectJpeg' | 'profile'>;

/**
 * Loads the module and the face model into a worker alone. After a failure the next call tries again.
 * @throws {LoadError} See `kualik/imaging`'s own; `blocked-by-csp` where no worker can have it either.
 */
export function loadImaging(options: LoadImagingOptions & { worker: 'alone' }): Promise<ImagingInWorker>;
/**
 * Loads the module and the face model. After a failure the next call tries again.
 * @throws {LoadError} See `kualik/imaging`'s own.
 */
export function loadImaging(options?: LoadImagingOptions | null): Promise<Imaging>;
