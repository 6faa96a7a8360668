import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Keeping, SavedDraft } from '../application/saved-draft.ts';
import { forget, keep, kept } from './kept-draft.ts';

/** How long the applicant may pause while typing before the draft is saved, in milliseconds. */
const pause = 1_000;

/** Where drafts come from, and the app that may keep them. */
export interface DraftSource {
  /** Something was entered and has not been sent. */
  isBegun(): boolean;
  /** The current draft, if there is anything to save. */
  draft(): SavedDraft | undefined;
  /** Hands the draft to the surrounding app; `null` once there is none. */
  handOver(draft: SavedDraft | null): void;
}

/** Keeps drafts on this device, with the surrounding app, or nowhere. Knows nothing of their content. */
export class Drafts implements ReactiveController {
  /** Stored by an earlier page, and neither used nor deleted yet. */
  found: SavedDraft | undefined;
  keeping: Keeping;
  /** Counts changes of the draft. */
  #edits = 0;
  /** The changes that are saved, wherever that is. */
  #saved = 0;
  /** The draft on this device that is this application's: an id, or where it has none yet, nothing. */
  #kept: { id?: string } | undefined;
  /** What is done on this device, one after the other. */
  #work: Promise<unknown> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly source: DraftSource,
    keptByHost: boolean,
  ) {
    this.keeping = keptByHost ? 'by-host' : 'no';
    host.addController(this);
    if (!keptByHost) void kept(Date.now()).then((draft) => this.#offer(draft));
  }

  hostConnected(): void {
    addEventListener('beforeunload', this.#leaving);
    addEventListener('pagehide', this.#hidden);
    document.addEventListener('visibilitychange', this.#hidden);
  }

  hostDisconnected(): void {
    removeEventListener('beforeunload', this.#leaving);
    removeEventListener('pagehide', this.#hidden);
    document.removeEventListener('visibilitychange', this.#hidden);
    this.#hidden();
  }

  /** The draft has changed: saves it once nothing more is typed. */
  edited(): void {
    this.#edits += 1;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#hidden, pause);
  }

  /** Saves the current draft, wherever drafts are kept. */
  save(): void {
    clearTimeout(this.#timer);
    const draft = this.source.draft();
    if (!draft) return;
    if (this.keeping === 'here') void this.#keep(draft);
    if (this.keeping === 'by-host') {
      this.#saved = this.#edits;
      this.source.handOver(draft);
    }
  }

  /** Turns keeping on this device on or off. */
  async setKept(wanted: boolean): Promise<void> {
    this.found = undefined;
    this.keeping = wanted ? 'here' : 'no';
    const draft = wanted ? this.source.draft() : undefined;
    this.host.requestUpdate();
    if (draft) await this.#keep(draft);
    else if (!wanted) await this.#forgetOwn();
  }

  /** Returns the found draft, which stays on the device. */
  take(): SavedDraft | undefined {
    const { found } = this;
    this.found = undefined;
    if (found) {
      this.keeping = 'here';
      this.#kept = found;
    }
    return found;
  }

  /** Deletes the found draft. */
  drop(): void {
    this.#kept = this.found;
    this.found = undefined;
    void this.#forgetOwn();
  }

  /** The draft outlives the page. */
  get isKept(): boolean {
    return this.keeping === 'here' || this.keeping === 'by-host';
  }

  /** The application is registered: deletes its draft, and nobody else's. */
  finish(): void {
    void this.#forgetOwn();
    if (this.keeping === 'here') this.keeping = 'no';
    this.source.handOver(null);
  }

  /** Disconnects; a draft kept on the device stays there. */
  stop(): void {
    this.hostDisconnected();
    this.host.removeController(this);
  }

  #offer(draft: object | undefined): void {
    const found = draft as SavedDraft | undefined;
    if (found?.version !== 1 || this.source.isBegun()) return;
    this.found = found;
    this.host.requestUpdate();
  }

  async #keep(draft: SavedDraft): Promise<void> {
    const edits = this.#edits;
    // After a refusal it has another id.
    if (this.#kept && this.#kept.id !== draft.id) void this.#forgetOwn();
    this.#kept = draft;
    const answer = await this.#inTurn(() => keep(draft, Date.now()));
    if (answer.outcome === 'kept') this.#saved = edits;
    else this.keeping = 'failed';
    this.host.requestUpdate();
  }

  async #forgetOwn(): Promise<void> {
    const own = this.#kept;
    this.#kept = undefined;
    if (own) await this.#inTurn(() => forget(own));
  }

  /** Deleting comes after what was being kept. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#work.then(work);
    this.#work = done;
    return done;
  }

  readonly #hidden = (): void => {
    if (this.#saved !== this.#edits) this.save();
  };

  readonly #leaving = (event: BeforeUnloadEvent): void => {
    this.#hidden();
    if (this.source.isBegun() && !(this.isKept && this.#saved === this.#edits)) event.preventDefault();
  };
}
