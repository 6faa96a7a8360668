import { nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { ApplicationRecord, Options, Problem, Ruleset, Unavailable } from 'kualik';
import { CurrentApplication } from '../application/application.ts';
import { isBegun } from '../application/fields.ts';
import { readDraft, type SavedDraft } from '../application/saved-draft.ts';
import { steps, type ApplicationStep, type Step } from '../application/steps.ts';
import type { Day } from '../day.ts';
import { DateField } from '../fields/date-field.ts';
import type { FieldFault } from '../fields/error-summary.ts';
import { applicationWords } from '../locales/application.ts';
import { checkWords, messages } from '../locales/check.ts';
import type { Language } from '../locales/language.ts';
import { PictureStep } from '../pictures/picture-step.ts';
import { detailsStep } from '../steps/details/details.ts';
import { MachineReadableZone } from '../steps/details/machine-readable-zone.ts';
import { dutyStep } from '../steps/duty/duty.ts';
import { progressStep } from '../steps/progress/progress.ts';
import { SandboxPanel } from '../steps/progress/sandbox-panel.ts';
import { Previews } from '../steps/review/previews.ts';
import { reviewStep } from '../steps/review/review.ts';
import type { StepContext } from '../steps/step.ts';
import { Drafts } from './drafts.ts';
import { frame } from './frame.ts';
import { placed, summaryOf, type PlacedProblem } from './problems.ts';
import { Registration } from './registration.ts';
import { Router, type RouterHost } from './router.ts';
import { Sending } from './sending.ts';
import { TransportLoader, type TransportSetup } from './transport.ts';

export { applicationStyles } from './styles.ts';

export interface JourneyHost extends RouterHost {
  readonly language: Language;
  readonly rules: Ruleset | undefined;
  /** The app around the page keeps drafts. */
  readonly keepsDrafts: boolean;
  options(): Options;
  setup(): TransportSetup;
  /** A step is shown; the check is the host's own. */
  stepShown(step: Step): void;
  /** The draft has changed; heard only where the app keeps drafts. */
  draftChanged(draft: SavedDraft | null): void;
  /** Something happened to the application. */
  recordChanged(record: ApplicationRecord): void;
}

type Entered = Omit<SavedDraft, 'version' | 'step'>;

/** One application, how it is sent, and what becomes of it. */
interface Current {
  application: CurrentApplication;
  sending: Sending;
  registration: Registration;
}

/** The steps after the check, put together: what each part says, the others hear only from here. */
export class Journey implements ReactiveController {
  readonly #router: Router;
  readonly #drafts: Drafts;
  readonly #transport: TransportLoader;
  #current: Current;
  #pictures: PictureStep;
  /** Of the last attempt to go on or to send. */
  #problems: readonly PlacedProblem[] = [];
  /** The last change that was acted on. */
  #handled = '';
  readonly #previews = new Previews();
  #zone = new MachineReadableZone();
  #sandbox = new SandboxPanel();
  readonly #paidOn: DateField;

  constructor(
    private readonly host: JourneyHost,
    expiresOn: Day,
  ) {
    const changed = (): void => host.requestUpdate();
    this.#current = this.#begin(new CurrentApplication(expiresOn, () => host.options()));
    this.#pictures = this.#newPictures();
    this.#paidOn = new DateField('paidOn', () => {
      const { value } = this.#paidOn;
      this.#current.application.fields.paidOn = value === 'empty' || value === 'typing' ? '' : value;
      changed();
    });
    this.#router = new Router(host, this, (step) => this.#shown(step));
    this.#drafts = new Drafts(host, this, host.keepsDrafts);
    this.#transport = new TransportLoader(() => host.setup(), changed);
    host.addController(this);
    void this.#transport.load();
  }

  hostDisconnected(): void {
    this.#current.registration.close();
    this.#previews.clear();
  }

  /** Opens the first step after the check; another printed date begins another application, with the same fields. */
  open(expiresOn: Day): void {
    const { application, registration } = this.#current;
    if (registration.record) {
      this.#router.show('progress');
      return;
    }
    if (expiresOn !== application.expiresOn) {
      const entered = this.#entered();
      registration.close();
      this.#current = this.#begin(new CurrentApplication(expiresOn, () => this.host.options()));
      this.#bringBack(entered);
    }
    this.#router.start();
  }

  /** Brings back a draft of an earlier page. */
  restore(given: SavedDraft): void {
    const draft = readDraft(given, this.#current.application.expiresOn);
    this.#bringBack(draft);
    this.#pictures.restore(draft);
    this.#paidOn.show(draft.fields.paidOn);
    const isStep = draft.step !== 'check' && draft.step !== 'progress';
    this.#router.show(this.#current.sending.isLocked ? 'review' : isStep ? draft.step : 'details');
  }

  /** The page was set up otherwise; what is on its way already stays on it. */
  setupChanged(): void {
    if (!this.isFixed()) void this.#transport.load();
  }

  /** Everything that was entered is forgotten, and nothing more is heard; a draft that is kept on the device stays there. */
  end(): void {
    // No step is shown any more, so nothing is saved of what is dropped below.
    this.#router.stop();
    this.#drafts.stop();
    this.hostDisconnected();
    this.host.removeController(this);
    this.#pictures.dispose();
    this.host.removeController(this.#pictures);
    this.#current = this.#begin(new CurrentApplication(this.#current.application.expiresOn, () => this.host.options()));
  }

  // ——— What the router and the drafts ask

  isFixed(): boolean {
    const { sending, registration } = this.#current;
    return sending.isLocked || registration.record !== undefined;
  }

  isFilledUpTo(step: Step): boolean {
    const review = this.#current.application.review();
    if (isUnavailable(review) || step === 'progress') return false;
    return placed(review).every((problem) => steps.indexOf(problem.step) >= steps.indexOf(step));
  }

  /** Something was entered that is not sent yet. */
  isBegun(): boolean {
    const { application, registration } = this.#current;
    return !registration.record && isBegun(application.fields, application.pictures);
  }

  draft(): SavedDraft | undefined {
    if (this.#current.registration.record || this.#router.step === 'check') return undefined;
    return { version: 1, step: this.#router.step, ...this.#entered() };
  }

  handOver(draft: SavedDraft | null): void {
    this.host.draftChanged(draft);
  }

  // ——— What is shown

  render(): TemplateResult {
    const words = applicationWords[this.host.language];
    const step = this.#router.step as ApplicationStep;
    return frame({
      words,
      step,
      isEditable: step !== 'progress' && !this.#current.sending.isLocked,
      returns: this.#router.returns,
      hasFound: this.#drafts.found !== undefined,
      faults: this.#faults(),
      content: this.#content(),
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

  #content(): TemplateResult | typeof nothing {
    const context = this.#context();
    const { sending, registration } = this.#current;
    const { transport, hasFailed } = this.#transport;
    const edit = (step: Step, field: string): void => this.#router.edit(step, field);
    switch (this.#router.step) {
      case 'check':
        return nothing;
      case 'details':
        return detailsStep(
          {
            ...context,
            options: () => this.host.options(),
            keeping: this.#drafts.keeping,
            keepChanged: (wanted) => void this.#drafts.setKept(wanted),
            toCheck: () => edit('check', 'expiry'),
          },
          this.#zone,
        );
      case 'pictures':
        return this.#pictures.render();
      case 'duty':
        return dutyStep({ ...context, isSandbox: transport?.gateway.kind === 'sandbox' }, this.#paidOn);
      case 'review':
        return reviewStep({ ...context, sending, transport, isUnloaded: hasFailed, edit, send: () => void this.#send() }, this.#previews);
      case 'progress':
        return progressStep({ ...context, registration, gateway: transport?.gateway, again: () => this.#again() }, this.#sandbox);
    }
  }

  #context(): StepContext {
    const { language, rules } = this.host;
    return {
      application: this.#current.application,
      language,
      words: applicationWords[language],
      checkWords: checkWords[language],
      messages: messages[language],
      rules: rules!,
      problemAt: (field) => {
        const found = this.#problems.find((problem) => problem.field === field);
        return found && messages[language].problems[found.code];
      },
      changed: () => this.host.requestUpdate(),
    };
  }

  #faults(): FieldFault[] {
    if (this.#router.step === 'pictures') return this.#pictures.showsProblems ? this.#pictures.problems() : [];
    const { language } = this.host;
    return summaryOf(this.#problems, applicationWords[language], messages[language]);
  }

  // ——— From step to step

  #shown(step: Step): void {
    this.#problems = [];
    this.#pictures.showsProblems = false;
    if (step === 'review') this.#current.application.dutySeen();
    this.host.stepShown(step);
    this.#drafts.save();
  }

  #proceed(): void {
    const { step } = this.#router;
    if (step === 'pictures') {
      this.#pictures.showsProblems = this.#pictures.problems().length > 0;
      if (this.#pictures.showsProblems) return this.#router.focus('problems');
    } else {
      const review = this.#current.application.review();
      if (isUnavailable(review)) return this.#router.show('check');
      this.#problems = placed(review).filter((problem) => problem.step === step);
      if (this.#problems.length > 0) return this.#router.focus('problems');
      if (step === 'duty' && !this.#isDutyKnown()) return this.#router.focus('step-heading');
    }
    this.#router.next();
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

  #begin(application: CurrentApplication): Current {
    // Of an application that was given up, nothing is heard any more.
    const changed = (): void => {
      if (current === this.#current) this.#progressed();
    };
    const registration = new Registration(changed);
    const current: Current = { application, registration, sending: new Sending(application, registration, changed) };
    return current;
  }

  #newPictures(): PictureStep {
    return new PictureStep(this.host, () => this.#picturesChanged(), this.#current.application.previous?.annulledFor);
  }

  #picturesChanged(): void {
    const { photo, signature } = this.#pictures;
    if (!this.isFixed()) {
      this.#current.application.pictures = { photo, signature };
      // The next picture may come from a camera app, for whose sake phones kill the page.
      this.#drafts.save();
    }
    this.host.requestUpdate();
  }

  #entered(): Entered {
    const { application, sending } = this.#current;
    const { signed } = sending;
    return { ...application.content(), ...(signed ? { signed } : {}) };
  }

  #bringBack(draft: Entered): void {
    this.#current.application.restore(draft);
    if (draft.signed) this.#current.sending.resume(draft.signed);
    this.host.requestUpdate();
  }

  #useFound(): void {
    // The date that was checked now counts, not the one of the draft.
    const found = this.#drafts.take();
    if (found) this.restore(found);
  }

  async #send(): Promise<void> {
    const { sending } = this.#current;
    if (this.#transport.hasFailed) await this.#transport.load();
    if (!this.#transport.transport) return;
    this.#problems = [];
    await sending.send(this.#transport.transport);
  }

  /** Acts once on each change of sending and of the record. */
  #progressed(): void {
    const { application, sending, registration } = this.#current;
    const { record } = registration;
    // Only an application under consideration can be annulled, and only then are its pictures needed again.
    if (record?.history.some(({ type }) => type === 'approved')) application.pictures = {};
    const { state } = sending;
    const now = JSON.stringify([state.phase, record?.status]);
    if (now !== this.#handled) {
      this.#handled = now;
      if (state.phase === 'unavailable') {
        this.#router.show('check');
      } else if (state.phase === 'invalid') {
        this.#problems = placed(state.problems);
        this.#router.focus('problems');
      } else if (record && this.#router.step !== 'progress') {
        this.#registered();
      }
      // What was signed must not be lost before it is answered, nor stay after it was refused.
      if (state.phase === 'sending' || state.phase === 'refused') this.#drafts.save();
      if (record) this.host.recordChanged(record);
    }
    this.host.requestUpdate();
  }

  /** Nothing is left of the draft but what a new application after annulment would need. */
  #registered(): void {
    this.#previews.clear();
    this.#pictures.dispose();
    this.#zone = new MachineReadableZone();
    this.#drafts.finish();
    this.#router.show('progress');
  }

  /** A new application after annulment. */
  #again(): void {
    const { application, registration } = this.#current;
    const next = registration.record && application.afterAnnulment(registration.record);
    if (!next) return;
    registration.close();
    this.#current = this.#begin(next);
    this.#handled = '';
    this.host.removeController(this.#pictures);
    this.#pictures = this.#newPictures();
    this.#pictures.restore(next.pictures);
    this.#paidOn.show('');
    this.#sandbox = new SandboxPanel();
    this.#router.show('pictures');
  }
}

function isUnavailable(review: readonly Problem[] | Unavailable): review is Unavailable {
  return 'outcome' in review;
}
