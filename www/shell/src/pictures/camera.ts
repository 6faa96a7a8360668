import { toFile } from '../canvas.ts';
import { largest, photoRatio } from './crop.ts';

/** Why the camera cannot be used. */
export type CameraFailure = 'denied' | 'none' | 'busy';

export type CameraState = { step: 'off'; failure?: CameraFailure } | { step: 'starting' } | { step: 'on'; stream: MediaStream };

const failures: Record<string, CameraFailure> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'none',
  OverconstrainedError: 'none',
};

/** The front camera, on only while it is shown. */
export class Camera {
  state: CameraState = { step: 'off' };
  #asked = 0;

  constructor(private readonly changed: () => void) {}

  /** Old webviews and insecure origins have no access to the camera. */
  static get isThere(): boolean {
    return typeof navigator.mediaDevices?.getUserMedia === 'function';
  }

  async start(): Promise<void> {
    this.stop();
    const asked = this.#asked;
    this.#become({ step: 'starting' });
    try {
      const stream = await navigator.mediaDevices.getUserMedia({
        audio: false,
        video: { facingMode: 'user', width: { ideal: 1920 }, height: { ideal: 1440 } },
      });
      // It was closed while the permission prompt was open.
      if (asked !== this.#asked) return end(stream);
      for (const track of stream.getTracks()) track.addEventListener('ended', () => this.#end(stream, 'busy'));
      this.#become({ step: 'on', stream });
    } catch (error) {
      if (asked !== this.#asked) return;
      this.#become({ step: 'off', failure: failures[(error as DOMException).name] ?? 'busy' });
    }
  }

  /** Turns the camera off; reports a change only if it was on. */
  stop(): void {
    this.#asked += 1;
    const { state } = this;
    if (state.step === 'on') end(state.stream);
    if (state.step === 'off' && !state.failure) return;
    this.#become({ step: 'off' });
  }

  /** Takes what is inside the guide: the middle of the frame, not mirrored. */
  shoot(video: HTMLVideoElement): Promise<Blob | null> {
    const { x, y, width, height } = largest(photoRatio, { width: video.videoWidth, height: video.videoHeight });
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(width);
    canvas.height = Math.round(height);
    canvas.getContext('2d')?.drawImage(video, x, y, width, height, 0, 0, canvas.width, canvas.height);
    return toFile(canvas, 'image/jpeg', 0.92);
  }

  #end(stream: MediaStream, failure: CameraFailure): void {
    if (this.state.step === 'on' && this.state.stream === stream) {
      end(stream);
      this.#become({ step: 'off', failure });
    }
  }

  #become(state: CameraState): void {
    this.state = state;
    this.changed();
  }
}

function end(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
