import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Keeping, SavedDraft } from '../application/saved-draft.ts';
import { forget, keep, kept } from './kept-draft.ts';

/** What drafts are made of, and who else keeps them. */
export interface DraftSource {
  /** Something was entered that is not sent yet. */
  isBegun(): boolean;
  /** The draft as it stands; nothing while there is nothing to save. */
  draft(): SavedDraft | undefined;
  /** Hands the draft to the app around the page; `null`: there is none any more. */
  handOver(draft: SavedDraft | null): void;
}

/** Where a draft outlives the page: on this device, with the app around it, or nowhere. Knows nothing of what is in it. */
export class Drafts implements ReactiveController {
  /** Kept by an earlier page, and not yet taken or dropped. */
  found: SavedDraft | undefined;
  keeping: Keeping;

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
  }

  hostDisconnected(): void {
    removeEventListener('beforeunload', this.#leaving);
  }

  /** Something has changed that must not be lost. */
  save(): void {
    const draft = this.source.draft();
    if (!draft) return;
    if (this.keeping === 'here') void this.#keep(draft);
    if (this.keeping === 'by-host') this.source.handOver(draft);
  }

  /** The applicant wants the draft kept on this device, or not. */
  async setKept(wanted: boolean): Promise<void> {
    this.found = undefined;
    this.keeping = wanted ? 'here' : 'no';
    const draft = wanted ? this.source.draft() : undefined;
    if (draft) await this.#keep(draft);
    else if (!wanted) await forget();
    this.host.requestUpdate();
  }

  /** Gives the found draft, which stays on the device. */
  take(): SavedDraft | undefined {
    const { found } = this;
    this.found = undefined;
    if (found) this.keeping = 'here';
    return found;
  }

  /** Deletes the found draft. */
  drop(): void {
    this.found = undefined;
    void forget();
  }

  /** The application is registered: no draft is needed any more. */
  finish(): void {
    void forget();
    if (this.keeping === 'here') this.keeping = 'no';
    this.source.handOver(null);
  }

  /** Nothing more is saved; a draft that is kept on the device stays there. */
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
    const answer = await keep(draft, Date.now());
    if (answer.outcome === 'failed') this.keeping = 'failed';
    this.host.requestUpdate();
  }

  readonly #leaving = (event: BeforeUnloadEvent): void => {
    if (this.keeping === 'no' && this.source.isBegun()) event.preventDefault();
  };
}
