import type { ReactiveController, TemplateResult } from 'lit';
import type { DrawnHost } from '../drawn.ts';
import type { ApplicationRecord, Options, Ruleset } from 'kualik';
import type { Left } from 'kualik/host';
import type { Gateway } from '../gateway/gateway.ts';
import { CurrentApplication } from '../application/application.ts';
import { readDraft, type Previous, type SavedDraft } from '../application/saved-draft.ts';
import { steps, type ApplicationStep, type Step } from '../application/steps.ts';
import { isDuplicate, type SendingState } from '../application/sending-state.ts';
import type { Day } from '../day.ts';
import { applicationWords } from '../locales/application.ts';
import { checkWords, messages } from '../locales/check.ts';
import { formatDay } from '../locales/dates.ts';
import type { Language } from '../locales/language.ts';
import type { DetailsContext } from '../steps/details/details.ts';
import { pointIn } from '../steps/details/points.ts';
import { Current, isUnavailable } from './current.ts';
import { Drafts } from './drafts.ts';
import { frame } from './frame.ts';
import { messageOf, placed, summaryOf, type PlacedProblem } from './problems.ts';
import { Router } from './router.ts';
import { StepViews, type StepsContext } from './step-views.ts';
import { kindOf, TransportLoader, type TransportSetup } from './transport.ts';

export { applicationStyles } from './styles.ts';
export { TicketSearch } from './ticket-search.ts';

export interface JourneyHost extends DrawnHost {
  readonly language: Language;
  readonly rules: Ruleset | undefined;
  readonly isConnected: boolean;
  /** The day to decide for, where it is not today's. */
  readonly otherDay: Day | undefined;
  /** The surrounding app keeps drafts. */
  readonly keepsDrafts: boolean;
  pointsOf: DetailsContext['pointsOf'];
  /** What the applicant agrees to, in the host's own words. */
  readonly consentText: string | undefined;
  options(): Options;
  setup(): TransportSetup;
  /** Called when a step is shown; the host itself shows the check. */
  stepShown(step: Step): void;
  /** Called when the draft has changed, if the app keeps drafts. */
  draftChanged(draft: SavedDraft | null): void;
  /** Called when the record has changed. */
  recordChanged(record: ApplicationRecord): void;
}

/** The steps after the check. Connects the router, the drafts, the transport and the application, which do not know each other. */
export class Journey implements ReactiveController {
  readonly #router: Router;
  readonly #drafts: Drafts;
  readonly #transport: TransportLoader;
  readonly #views: StepViews;
  #current: Current;
  /** Problems of the last attempt to continue or to send. */
  #problems: readonly PlacedProblem[] = [];
  /** The configuration has changed while the application could not. */
  #isOutdated = false;
  /** What was handled last. */
  #handled: { state?: SendingState; record?: ApplicationRecord | undefined } = {};

  constructor(
    private readonly host: JourneyHost,
    expiresOn: Day,
  ) {
    this.#current = this.#begin(expiresOn);
    this.#views = new StepViews(
      host,
      () => this.#picturesChanged(),
      (day) => {
        this.#current.application.fields.paidOn = day;
        this.#drafts.edited();
      },
    );
    this.#router = new Router(
      host,
      {
        isFixed: () => this.#current.isFixed,
        isFilledUpTo: (step) => this.#current.isFilledUpTo(step),
        isLeftOut: (step) => this.#isLeftOut(step),
      },
      (step) => this.#shown(step),
    );
    this.#drafts = new Drafts(
      host,
      { isBegun: () => this.hasDraft, draft: () => this.#draft(), handOver: (draft) => host.draftChanged(draft) },
      host.keepsDrafts,
    );
    this.#transport = new TransportLoader(
      () => host.setup(),
      () => host.requestUpdate(),
    );
    host.addController(this);
    void this.#transport.load();
  }

  hostConnected(): void {
    this.#current.registration.follow();
    // The pictures of the review were let go.
    this.host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#current.registration.close();
    this.#views.clearPreviews();
    // An element that is only moved is connected again at once; a detached one neither signs nor sends.
    queueMicrotask(() => {
      if (!this.host.isConnected) this.#current.sending.cancel();
    });
  }

  /** Being signed, sent or followed. */
  get isUnderWay(): boolean {
    return this.#current.isFixed;
  }

  /** What would be given up by leaving now. */
  get left(): Left {
    const { registration, sending } = this.#current;
    if (registration.record) return 'ticket';
    if (sending.isLocked) return 'sending';
    return this.hasDraft ? 'draft' : 'nothing';
  }

  /** The draft outlives the page. */
  get isKept(): boolean {
    return this.#drafts.isKept;
  }

  /** The gateway of an application that is under way or registered; what is configured since is not for it. */
  get gatewayKind(): Gateway['kind'] | undefined {
    return this.#current.isFixed ? this.#transport.transport?.gateway.kind : undefined;
  }

  stopSigning(): void {
    const { sending } = this.#current;
    if (!sending.isLocked) sending.cancel();
  }

  /** Something was entered and has not been sent. */
  get hasDraft(): boolean {
    return this.#current.isBegun;
  }

  /** Opens the first step after the check. A different printed date starts a new application with the same fields. */
  open(expiresOn: Day): void {
    const { application, registration } = this.#current;
    if (registration.record) return this.#router.show('progress');
    if (expiresOn !== application.expiresOn) {
      const entered = this.#current.entered();
      registration.close();
      this.#current = this.#begin(expiresOn);
      this.#current.application.restore(entered);
    }
    this.#router.start();
  }

  /** Restores a draft of an earlier page. */
  restore(given: SavedDraft): void {
    const draft = readDraft(given, this.#current.application.expiresOn);
    if (!draft.signed) draft.fields.registrationPoint = pointIn(draft.fields.registrationPoint, this.host.pointsOf(draft.fields.region));
    this.#current.restore(draft, this.host.options(), kindOf(this.host.setup()));
    this.#views.restore(draft, draft.fields.paidOn);
    const isStep = draft.step !== 'check' && draft.step !== 'progress';
    this.#router.show(draft.signed ? 'review' : isStep ? draft.step : 'details');
    this.host.requestUpdate();
  }

  /** The configuration has changed. An application that is under way keeps its transport. */
  setupChanged(): void {
    this.#isOutdated = this.#current.isFixed;
    if (!this.#isOutdated) void this.#transport.load();
  }

  /** The application takes the place of an annulled one; one that is under way stays as it is. */
  replaces(previous: Previous): void {
    if (this.#current.isFixed) return;
    const { application } = this.#current;
    application.previous = previous;
    this.#views.renew(application.pictures, previous, application.fields.paidOn);
  }

  /** Forgets everything and disconnects. A draft kept on the device stays there. */
  end(): void {
    // First of all, so that what is not saved yet is, and nothing of what is dropped below.
    this.#drafts.stop();
    this.#router.stop();
    this.#current.sending.cancel();
    this.hostDisconnected();
    this.host.removeController(this);
    this.#views.clear();
    this.#views.stop();
    this.#current = this.#begin(this.#current.application.expiresOn);
  }

  render(): TemplateResult {
    const { language, otherDay } = this.host;
    const { step, returns } = this.#router;
    const words = applicationWords[language];
    return frame({
      words,
      step: step as ApplicationStep,
      steps: steps.filter((each) => each === step || !this.#isLeftOut(each)),
      isEditable: step !== 'progress' && !this.#current.isFixed,
      returns,
      otherDay: otherDay && checkWords[language].day.other(formatDay(otherDay, language)),
      hasFound: this.#drafts.found !== undefined,
      faults: [...(step === 'pictures' ? this.#views.pictureFaults() : []), ...summaryOf(this.#problems, words, messages[language])],
      content: this.#views.render(step, this.#context()),
      edited: () => {
        // A picture counts once it is accepted.
        if (step !== 'pictures') this.#drafts.edited();
      },
      back: () => this.#router.back(),
      proceed: () => this.#proceed(),
      goTo: (field) => this.#goTo(field),
      useFound: () => this.#useFound(),
      dropFound: () => {
        this.#drafts.drop();
        this.#router.focus('step-heading');
      },
    });
  }

  #context(): StepsContext {
    const { language, rules } = this.host;
    const { application, sending, registration, shown } = this.#current;
    const { transport, hasFailed } = this.#transport;
    return {
      application,
      shown,
      sending,
      registration,
      transport,
      isUnloaded: hasFailed,
      keeping: this.#drafts.keeping,
      language,
      words: applicationWords[language],
      checkWords: checkWords[language],
      messages: messages[language],
      rules: rules!,
      options: () => this.host.options(),
      pointsOf: (region) => this.host.pointsOf(region),
      consentText: this.host.consentText,
      problemAt: (field) => {
        const found = this.#problems.find((problem) => problem.field === field);
        return found && messageOf(found, applicationWords[language], messages[language]).text;
      },
      changed: () => {
        this.#drafts.edited();
        this.host.requestUpdate();
      },
      keepChanged: (wanted) => void this.#drafts.setKept(wanted),
      edit: (step, field) => this.#router.edit(step, field),
      send: () => void this.#send(),
      again: () => this.#again(),
    };
  }

  // ——— From step to step

  #shown(step: Step): void {
    // Whoever comes to mend something sees what.
    this.#problems = this.#problems.filter((problem) => problem.step === step);
    this.#views.pictures.showsProblems = false;
    if (step === 'review') this.#current.application.dutySeen();
    this.host.stepShown(step);
    this.#drafts.save();
  }

  #proceed(): void {
    const { step } = this.#router;
    if (step === 'pictures') {
      const { pictures } = this.#views;
      pictures.showsProblems = pictures.problems().length > 0;
      if (pictures.showsProblems) return this.#router.focus('problems');
    } else {
      const review = this.#current.application.review();
      if (isUnavailable(review)) return this.#router.show('check');
      this.#problems = placed(review).filter((problem) => problem.step === step);
      if (this.#problems.length > 0) return this.#router.focus('problems');
      if (step === 'duty' && !this.#isDutyKnown()) return this.#router.focus('step-heading');
    }
    this.#router.next();
  }

  /** Where no duty is due, its step asks nothing. */
  #isLeftOut(step: Step): boolean {
    return step === 'duty' && this.#current.application.duty().outcome === 'exempt';
  }

  #isDutyKnown(): boolean {
    const { outcome } = this.#current.application.duty();
    return outcome === 'due' || outcome === 'exempt';
  }

  #goTo(field: string): void {
    const problem = this.#problems.find((each) => each.field === field);
    if (problem && problem.step !== this.#router.step) this.#router.edit(problem.step, field);
    else this.#router.focus(field);
  }

  // ——— From draft to record

  #begin(expiresOn: Day): Current {
    return this.#follow(new CurrentApplication(expiresOn, () => this.host.options()));
  }

  /** Changes of an abandoned application are ignored. */
  #follow(application: CurrentApplication): Current {
    return new Current(application, (current) => {
      if (current === this.#current) this.#progressed();
    });
  }

  #draft(): SavedDraft | undefined {
    const { step } = this.#router;
    if (this.#current.registration.record || step === 'check') return undefined;
    return { version: 1, step, ...this.#current.entered() };
  }

  #useFound(): void {
    // The date that was just checked counts, not the draft's.
    const found = this.#drafts.take();
    const { previous } = this.#current.application;
    // What it takes the place of counts, too, but not for what is signed already.
    if (found) this.restore(previous && !found.signed ? { ...found, previous } : found);
  }

  #picturesChanged(): void {
    const { photo, signature } = this.#views.pictures;
    if (!this.#current.isFixed) {
      this.#current.application.pictures = { photo, signature };
      // The next picture may come from a camera app, and phones kill the page while it is open.
      this.#drafts.edited();
      this.#drafts.save();
    }
    this.host.requestUpdate();
  }

  async #send(): Promise<void> {
    const { sending } = this.#current;
    if (this.#transport.hasFailed) await this.#transport.load();
    if (!this.#transport.transport) return;
    this.#problems = [];
    await sending.send(this.#transport.transport);
  }

  /** Handles each change of sending and of the record once. */
  #progressed(): void {
    const { application, sending, registration } = this.#current;
    const { record } = registration;
    // After approval it cannot be annulled, so the pictures are not needed again.
    if (record?.history.some(({ type }) => type === 'approved')) application.pictures = {};
    const { state } = sending;
    const handled = this.#handled;
    this.#handled = { state, record };
    // A second attempt may end as the first did, and is another all the same.
    if (state !== handled.state) {
      if (state.phase === 'unavailable') {
        this.#router.show('check');
      } else if (state.phase === 'invalid' || (state.phase === 'refused' && !isDuplicate(state.problems))) {
        this.#problems = placed(state.problems);
        this.#router.focus('problems');
        // Other bytes get another id; those of a duplicate keep theirs, or there would be two applications.
        if (state.phase === 'refused') application.renewId();
      }
      // A signed application must survive until it is answered, and must not stay after a refusal.
      if (state.phase === 'sending' || state.phase === 'refused' || state.phase === 'rejected') this.#drafts.save();
    }
    if (record && record !== handled.record) {
      if (this.#router.step !== 'progress') this.#registered();
      this.host.recordChanged(record);
    }
    if (this.#isOutdated && !this.#current.isFixed) this.setupChanged();
    this.host.requestUpdate();
  }

  /** Drops everything but what a new application after annulment would need. */
  #registered(): void {
    this.#views.clear();
    this.#drafts.finish();
    this.#router.show('progress');
  }

  /** Starts a new application after annulment. */
  #again(): void {
    const { application, registration } = this.#current;
    const next = registration.record && application.afterAnnulment(registration.record);
    if (!next) return;
    registration.close();
    this.#current = this.#follow(next);
    this.#handled = {};
    this.#views.renew(next.pictures, next.previous, next.fields.paidOn);
    if (this.#isOutdated) this.setupChanged();
    this.#router.show('pictures');
  }
}
