import type { Grade } from 'kualik/imaging';

/** The units of the checks that are words or abbreviations; signs as `%` and `°` are the same everywhere. */
export type Unit =
  | '1'
  | 'B'
  | 'px'
  | 'bits'
  | 'share'
  | 'faces'
  | 'pieces'
  | 'of height'
  | 'of width'
  | "eyes' distance"
  | 'blur 0–1'
  | 'EXIF'
  | 'SD';

/** What is said of one of the two pictures. */
export interface SubjectWords {
  heading: string;
  hint: string;
  /** What a reader who does not see it hears. */
  alt: string;
  /** The one before was annulled for its quality. */
  faulty: string;
  /** Needed, and not there. */
  missing: string;
  /** Poor, and the applicant has not said to send it all the same. */
  undecided: string;
  checking: string;
  verdict: Record<Grade | 'blocked', string>;
  /** This engine cannot check pictures. */
  unchecked: string;
  /** Accepted before, and brought back. */
  kept: string;
  /** What the applicant said of a poor one. */
  insisted: string;
}

/** Every word of the pictures' step in one language; the checks' own words come with the package. */
export interface PictureWords {
  /** Said once, above both. */
  privacy: string;
  photo: SubjectWords;
  signature: SubjectWords;
  choose: {
    camera: string;
    /** Opens the camera's own app. */
    cameraApp: string;
    file: string;
    another: string;
    draw: string;
    drawAnew: string;
    photographPaper: string;
    insist: string;
    again: string;
  };
  camera: {
    guide: string;
    starting: string;
    shoot: string;
    close: string;
    failure: Record<'denied' | 'none' | 'busy', string>;
  };
  draw: {
    hint: string;
    board: string;
    undo: string;
    clear: string;
    done: string;
    close: string;
    nothing: string;
    /** Drawn, and not yet handed over. */
    unfinished: string;
    notLoaded: string;
  };
  /** Why there is nothing to judge, where the package has no words for it. */
  refused: { unreadable: string; 'not-loaded': string };
  report: {
    findings: string;
    good: (count: number) => string;
    grade: Record<Grade, string>;
    /** Instead of a value, for want of a face. */
    notMeasured: string;
    /** What stands after a value. */
    units: Record<Unit, string>;
    /** What was done to the picture before it is sent. */
    changed: string;
    /** Names the drawing on the picture: what the line marks. */
    legend: { face: string; cut: string };
  };
  cut: {
    adjust: string;
    whole: string;
    heading: string;
    hint: string;
    left: string;
    right: string;
    up: string;
    down: string;
    nearer: string;
    farther: string;
    apply: string;
    close: string;
  };
}
