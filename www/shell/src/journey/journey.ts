import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { Options, Problem, Ruleset, Unavailable } from 'kualik';
import { ApplicationInHand } from '../application/application.ts';
import { DateField } from '../fields/date-field.ts';
import type { Day } from '../locales/dates.ts';
import { isBegun, readDraft, type SavedDraft } from '../application/draft.ts';
import { errorSummary, type Fault } from '../fields/error-summary.ts';
import { forget, keep, kept } from './kept-draft.ts';
import type { Language } from '../locales/language.ts';
import { messages, words } from '../locales/check.ts';
import { laterWords } from '../locales/application.ts';
import { PictureStep } from '../pictures/picture-step.ts';
import { detailsStep, MachineReadableZone } from '../steps/details/details.ts';
import { dutyStep } from '../steps/duty/duty.ts';
import { progressStep, SandboxPanel } from '../steps/progress/progress.ts';
import { Previews, reviewStep } from '../steps/review/review.ts';
import type { Keeping, StepContext } from '../steps/step.ts';
import { steps, type LaterStep, type Step } from '../application/steps.ts';
import { waysOf, type Setup, type Ways } from './transport.ts';

export { laterStyles } from './styles.ts';

export interface FlowHost extends ReactiveControllerHost {
  readonly language: Language;
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly rules: Ruleset | undefined;
  /** The app around the page keeps drafts. */
  readonly keepsDrafts: boolean;
  options(): Options;
  setup(): Setup;
  /** Shows the check step again, with what was answered there. */
  showCheck(): void;
  /** A step of the way is shown. */
  stepShown(step: Step): void;
  /** The draft has changed; heard only where the app keeps drafts. */
  draftChanged(draft: SavedDraft | null): void;
  /** Something happened to the application. */
  recordChanged(application: ApplicationInHand): void;
}

/** Where each problem of the core's stands: the step, and the id of the element. The first path that fits counts. */
const places: readonly [path: string, step: Step, field: string][] = [
  ['applicant.iin', 'details', 'iin'],
  ['applicant.surname', 'details', 'surname'],
  ['applicant.givenName', 'details', 'givenName'],
  ['applicant.patronymic', 'details', 'patronymic'],
  ['applicant.phone', 'details', 'phone'],
  ['card.number', 'details', 'cardNumber'],
  ['card.expiresOn', 'check', 'expiry'],
  ['region', 'details', 'region'],
  ['registrationPoint', 'details', 'registrationPoint'],
  ['photo', 'pictures', 'photo'],
  ['signature', 'pictures', 'signature'],
  ['duty.paidOn', 'duty', 'paidOn'],
  ['duty.exemption', 'duty', 'exemption'],
  ['duty', 'duty', 'paymentReference'],
  ['previous', 'duty', 'paymentReference'],
  ['consent', 'review', 'consent'],
  // What no field can be blamed for.
  ['', 'review', 'step-heading'],
];

function placeOf({ path }: Problem): { step: Step; field: string } {
  const [, step, field] = places.find(([start]) => path === start || path.startsWith(`${start}.`)) ?? places.at(-1)!;
  return { step, field };
}

/** The steps after the check: which one is shown, what is wrong with it, and how one comes to the next. */
export class Flow implements ReactiveController {
  step: Step = 'check';
  #application: ApplicationInHand;
  #pictures: PictureStep;
  #ways: Ways | null | undefined;
  /** The ways could not be loaded: sending tries again. */
  #isUnloaded = false;
  #keeping: Keeping;
  #found: SavedDraft | undefined;
  /** Ids of elements whose problems are shown: those of the last try to go on. */
  #problems: readonly (Problem & { step: Step; field: string })[] = [];
  /** Where to return to after a line of the review was changed. */
  #returns = false;
  #focus: string | undefined;
  #told = '';
  readonly #previews = new Previews();
  #zone = new MachineReadableZone();
  #sandbox = new SandboxPanel();
  readonly #paidOn: DateField;

  constructor(
    private readonly host: FlowHost,
    expiresOn: Day,
  ) {
    this.#application = this.#newApplication(expiresOn);
    this.#pictures = this.#newPictures();
    this.#keeping = host.keepsDrafts ? 'by-host' : 'no';
    this.#paidOn = new DateField('paidOn', () => {
      const { value } = this.#paidOn;
      this.#application.fields.paidOn = value === 'empty' || value === 'typing' ? '' : value;
      host.requestUpdate();
    });
    host.addController(this);
    void this.#loadWays();
    if (this.#keeping === 'no') void kept(Date.now()).then((draft) => this.#offer(draft));
  }

  hostConnected(): void {
    addEventListener('popstate', this.#popped);
    addEventListener('beforeunload', this.#leaving);
  }

  hostDisconnected(): void {
    removeEventListener('popstate', this.#popped);
    removeEventListener('beforeunload', this.#leaving);
    this.#application.close();
    this.#previews.clear();
  }

  hostUpdated(): void {
    if (this.#focus === undefined) return;
    const element = this.host.renderRoot.querySelector<HTMLElement>(`#${this.#focus}`);
    if (!element) return;
    this.#focus = undefined;
    // A group is gone to by its first field.
    const target = element.matches('fieldset') ? (element.querySelector<HTMLElement>('input') ?? element) : element;
    if (target === element && element.tabIndex < 0 && !element.hasAttribute('tabindex')) element.tabIndex = -1;
    target.focus();
    element.scrollIntoView({ block: element.id === 'step-heading' ? 'end' : 'nearest' });
  }

  /** Opens the first step after the check; another printed date begins another application, with the same fields. */
  open(expiresOn: Day): void {
    if (this.#application.record) {
      this.show('progress');
      return;
    }
    if (expiresOn !== this.#application.expiresOn) {
      const draft = this.#application.save('details');
      this.#application.close();
      this.#application = this.#newApplication(expiresOn);
      this.#application.restore({ ...draft, expiresOn });
    }
    this.show(this.#returns ? 'review' : 'details');
  }

  /** The page was set up otherwise; what is on its way already stays on it. */
  setupChanged(): void {
    if (!this.#application.isLocked && !this.#application.record) void this.#loadWays();
  }

  /** Brings back a draft of an earlier page. */
  restore(given: SavedDraft): void {
    const draft = readDraft(given, this.#application.expiresOn);
    this.#application.restore(draft);
    this.#pictures.restore({ ...(draft.photo ? { photo: draft.photo } : {}), ...(draft.signature ? { signature: draft.signature } : {}) });
    this.#paidOn.show(draft.fields.paidOn);
    this.show(this.#application.isLocked ? 'review' : draft.step === 'check' || draft.step === 'progress' ? 'details' : draft.step);
  }

  picturesChanged(): void {
    const { photo, signature } = this.#pictures;
    if (!this.#application.isLocked && !this.#application.record) {
      this.#application.pictures = { photo, signature };
      // The next picture may come from a camera app, for whose sake phones kill the page.
      this.#saved();
    }
    this.host.requestUpdate();
  }

  /** Something was entered that is not sent yet. */
  get hasDraft(): boolean {
    const { fields, pictures, record } = this.#application;
    return !record && isBegun(fields, pictures);
  }

  /** Everything that was entered is forgotten, and nothing more is heard; a draft that is kept on the device stays there. */
  end(): void {
    // No step of it is shown any more, so nothing is saved of what is dropped below.
    this.step = 'check';
    this.hostDisconnected();
    this.host.removeController(this);
    this.#pictures.dispose();
    this.host.removeController(this.#pictures);
    this.#application = this.#newApplication(this.#application.expiresOn);
  }

  get language(): Language {
    return this.host.language;
  }

  /** The page with the step that is shown; nothing for the check, which is the element's own. */
  render(): TemplateResult {
    const { language } = this.host;
    const later = laterWords[language];
    const context = this.#context();
    const faults = this.#faults(context);
    const step = this.step as LaterStep;
    const isEditable = step !== 'progress' && !this.#application.isLocked;
    return html`
      <section class="later" part="step" aria-labelledby="step-heading">
        ${
          isEditable
            ? html`<button type="button" class="plain back" part="button back" id="back" @click=${() => this.#back()}>${later.back}</button>`
            : nothing
        }
        <ol class="steps screen-only" aria-label=${later.steps.label}>
          ${steps.map(
            (each) => html`
            <li class=${steps.indexOf(each) <= steps.indexOf(step) ? 'reached' : ''} aria-current=${each === step ? 'step' : nothing}>
              <span class="hidden">${later.steps.names[each]}</span></li>`,
          )}
        </ol>
        <p class="hint step-of">${later.steps.of(steps.indexOf(step) + 1, steps.length)}</p>
        <h2 id="step-heading" part="step-title" tabindex="-1">${later.steps.titles[step]}</h2>
        ${this.#found && step === 'details' ? this.#foundDraft(later) : nothing}
        ${errorSummary(faults, later.problems, (field) => this.#goTo(field))}
        ${this.#content(context)}
        ${
          step === 'details' || step === 'pictures' || step === 'duty'
            ? html`<button type="button" class="solid" part="button continue" id="continue" @click=${() => this.#goOn()}>${this.#returns ? later.toReview : later.next}</button>`
            : nothing
        }
      </section>`;
  }

  #content(context: StepContext): TemplateResult | typeof nothing {
    switch (this.step) {
      case 'check':
        return nothing;
      case 'details':
        return detailsStep(context, this.#zone);
      case 'pictures':
        return this.#pictures.render();
      case 'duty':
        return dutyStep(context, this.#paidOn);
      case 'review':
        return reviewStep(context, this.#previews);
      case 'progress':
        return progressStep(context, this.#sandbox);
    }
  }

  #context(): StepContext {
    const { language, rules } = this.host;
    return {
      application: this.#application,
      language,
      words: words[language],
      later: laterWords[language],
      messages: messages[language],
      rules: rules!,
      ways: this.#ways,
      isUnloaded: this.#isUnloaded,
      keeping: this.#keeping,
      options: () => this.host.options(),
      problemAt: (field) => {
        const found = this.#problems.find((problem) => problem.field === field);
        return found && messages[language].problems[found.code];
      },
      changed: () => this.host.requestUpdate(),
      keepChanged: (wanted) => void this.#keepChanged(wanted),
      toCheck: () => this.#edit('check', 'expiry'),
      edit: (step, field) => this.#edit(step, field),
      send: () => void this.#send(),
      again: () => this.#again(),
    };
  }

  /** In the order of the page, each field once. */
  #faults({ later, messages: { problems } }: StepContext): Fault[] {
    if (this.step === 'pictures')
      return this.#pictures.showsProblems ? this.#pictures.problems().map(({ message, field }) => ({ message, field })) : [];
    const seen = new Set<string>();
    return this.#problems.flatMap(({ code, field }) => {
      if (seen.has(field)) return [];
      seen.add(field);
      const name = this.#nameOf(field, later);
      return [{ message: name ? `${name}: ${problems[code]}` : problems[code], field }];
    });
  }

  #nameOf(field: string, { details, duty, review }: (typeof laterWords)[Language]): string | undefined {
    if (field in details) return (details as unknown as Record<string, { label?: string }>)[field]?.label;
    const names: Record<string, string> = {
      paymentReference: duty.paymentReference.label,
      paidOn: duty.paidOn.question,
      exemption: duty.group,
      consent: review.consent,
      photo: review.photo,
      signature: review.signature,
    };
    return names[field];
  }

  // ——— From step to step

  /** Shows a step; the browser's own way back leads to where one was. */
  show(step: Step, focus = 'step-heading', remember = true): void {
    if (step === this.step) return;
    this.step = step;
    this.#problems = [];
    this.#pictures.showsProblems = false;
    if (step === 'review') {
      this.#returns = false;
      this.#application.dutySeen();
    }
    this.#focus = focus;
    if (remember) pushStep(step);
    if (step === 'check') this.host.showCheck();
    this.host.stepShown(step);
    this.#saved();
    this.host.requestUpdate();
  }

  #goOn(): void {
    if (this.step === 'pictures') {
      if (this.#pictures.problems().length > 0) {
        this.#pictures.showsProblems = true;
        this.#focus = 'problems';
        this.host.requestUpdate();
        return;
      }
    } else {
      const review = this.#application.review();
      if (isUnavailable(review)) {
        this.show('check');
        return;
      }
      this.#problems = review.map((problem) => ({ ...problem, ...placeOf(problem) })).filter(({ step }) => step === this.step);
      if (this.#problems.length > 0 || (this.step === 'duty' && !this.#isDutyKnown())) {
        this.#focus = this.#problems.length > 0 ? 'problems' : 'step-heading';
        this.host.requestUpdate();
        return;
      }
    }
    this.show(this.#returns ? 'review' : (steps[steps.indexOf(this.step) + 1] ?? 'review'));
  }

  #isDutyKnown(): boolean {
    const { outcome } = this.#application.duty();
    return outcome === 'due' || outcome === 'exempt';
  }

  #back(): void {
    const before = steps[steps.indexOf(this.step) - 1] ?? 'check';
    this.show(this.#returns && this.step !== 'review' ? 'review' : before);
  }

  #edit(step: Step, field: string): void {
    const returns = this.step === 'review';
    this.show(step, field);
    this.#returns = returns || this.#returns;
  }

  #goTo(field: string): void {
    const problem = this.#problems.find((each) => each.field === field);
    if (problem && problem.step !== this.step) {
      this.#edit(problem.step, field);
      return;
    }
    this.#focus = field;
    this.host.requestUpdate();
  }

  readonly #popped = ({ state }: PopStateEvent): void => {
    const asked = stepIn(state);
    // What is under way or done is not gone back from.
    if (this.#application.record || this.#application.isLocked) {
      if (asked !== this.step) pushStep(this.step);
      return;
    }
    // Not further than what has been filled in.
    this.show(steps.indexOf(asked) <= steps.indexOf(this.step) || this.#isFilledUpTo(asked) ? asked : this.step, 'step-heading', false);
  };

  #isFilledUpTo(step: Step): boolean {
    const review = this.#application.review();
    return (
      !isUnavailable(review) &&
      step !== 'progress' &&
      review.every((problem) => steps.indexOf(placeOf(problem).step) >= steps.indexOf(step))
    );
  }

  readonly #leaving = (event: BeforeUnloadEvent): void => {
    if (this.#keeping === 'no' && this.hasDraft) event.preventDefault();
  };

  // ——— Sending

  async #loadWays(): Promise<void> {
    try {
      this.#ways = (await waysOf(this.host.setup())) ?? null;
      this.#isUnloaded = false;
    } catch {
      this.#isUnloaded = true;
    }
    this.host.requestUpdate();
  }

  async #send(): Promise<void> {
    const application = this.#application;
    if (this.#isUnloaded) await this.#loadWays();
    if (!this.#ways) return;
    this.#problems = [];
    await application.send(this.#ways);
  }

  /** Called at each change of the application. */
  #applicationChanged(application: ApplicationInHand): void {
    if (application !== this.#application) return;
    const { sending, record } = application;
    const told = JSON.stringify([sending.state, record?.status]);
    if (told !== this.#told) {
      this.#told = told;
      if (sending.state === 'unavailable') {
        this.show('check');
      } else if (sending.state === 'invalid') {
        this.#problems = sending.problems.map((problem) => ({ ...problem, ...placeOf(problem) }));
        this.#focus = 'problems';
      } else if (record && this.step !== 'progress') {
        this.#sent();
      }
      // What was signed must not be lost before it is answered, nor stay after it was refused.
      if (sending.state === 'sending' || sending.state === 'refused') this.#saved();
      if (record) this.host.recordChanged(application);
    }
    this.host.requestUpdate();
  }

  /** Registered: nothing is left of the draft but what a new application after annulment would need. */
  #sent(): void {
    const { pictures } = this.#application;
    this.#previews.clear();
    this.#pictures.dispose();
    this.#application.pictures = pictures;
    this.#zone = new MachineReadableZone();
    void forget();
    if (this.#keeping === 'here') this.#keeping = 'no';
    this.host.draftChanged(null);
    this.show('progress');
  }

  #again(): void {
    const next = this.#application.again();
    if (!next) return;
    this.#application.close();
    this.#application = next;
    this.#told = '';
    this.host.removeController(this.#pictures);
    this.#pictures = this.#newPictures();
    const { photo, signature } = next.pictures;
    this.#pictures.restore({ ...(photo ? { photo } : {}), ...(signature ? { signature } : {}) });
    this.#paidOn.show('');
    this.#sandbox = new SandboxPanel();
    this.show('pictures');
  }

  #newApplication(expiresOn: Day): ApplicationInHand {
    const application: ApplicationInHand = new ApplicationInHand(
      expiresOn,
      () => this.host.options(),
      () => this.#heard(),
    );
    return application;
  }

  #heard(): void {
    this.#applicationChanged(this.#application);
  }

  #newPictures(): PictureStep {
    const { host } = this;
    return new PictureStep(
      {
        get language() {
          return host.language;
        },
        get renderRoot() {
          return host.renderRoot;
        },
        get updateComplete() {
          return host.updateComplete;
        },
        addController: (controller) => host.addController(controller),
        removeController: (controller) => host.removeController(controller),
        requestUpdate: () => host.requestUpdate(),
        picturesChanged: () => this.picturesChanged(),
      },
      this.#application.previous?.annulledFor,
    );
  }

  // ——— Drafts that outlive the page

  #offer(draft: object | undefined): void {
    const found = draft as SavedDraft | undefined;
    if (found?.version !== 1 || isBegun(this.#application.fields, this.#application.pictures)) return;
    this.#found = found;
    this.host.requestUpdate();
  }

  #foundDraft({ keep: text }: (typeof laterWords)[Language]): TemplateResult {
    return html`
      <div class="note" id="found">
        <p>${text.found}</p>
        <button type="button" class="solid" part="button" id="use-draft" @click=${() => this.#useFound()}>${text.use}</button>
        <button type="button" class="solid second" part="button" id="forget-draft" @click=${() => this.#forgetFound()}>${text.forget}</button>
      </div>`;
  }

  #useFound(): void {
    const found = this.#found;
    this.#found = undefined;
    if (!found) return;
    this.#keeping = 'here';
    // The date that was checked now counts, not the one of the draft.
    this.restore(found);
    this.host.requestUpdate();
  }

  #forgetFound(): void {
    this.#found = undefined;
    this.#focus = 'step-heading';
    void forget();
    this.host.requestUpdate();
  }

  async #keepChanged(wanted: boolean): Promise<void> {
    this.#found = undefined;
    if (wanted) {
      this.#keeping = 'here';
      await this.#keep();
    } else {
      this.#keeping = 'no';
      await forget();
    }
    this.host.requestUpdate();
  }

  #saved(): void {
    if (this.#application.record || this.step === 'check') return;
    if (this.#keeping === 'here') void this.#keep();
    if (this.#keeping === 'by-host') this.host.draftChanged(this.#application.save(this.step));
  }

  async #keep(): Promise<void> {
    const answer = await keep(this.#application.save(this.step), Date.now());
    if (answer.outcome === 'failed') this.#keeping = 'failed';
    this.host.requestUpdate();
  }
}

function isUnavailable(review: readonly Problem[] | Unavailable): review is Unavailable {
  return 'outcome' in review;
}

interface StepState {
  kualikStep: Step;
}

/** The address stays as it is: nothing personal, and nothing that could be opened by itself. */
function pushStep(step: Step): void {
  try {
    history.pushState({ kualikStep: step } satisfies StepState, '');
  } catch {
    // Some webviews refuse it; the page's own button leads back.
  }
}

function stepIn(state: unknown): Step {
  const step = typeof state === 'object' && state !== null ? (state as Partial<StepState>).kualikStep : undefined;
  return steps.find((each) => each === step) ?? 'check';
}
