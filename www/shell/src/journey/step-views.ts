import { nothing, type TemplateResult } from 'lit';
import type { Pictures } from '../application/fields.ts';
import type { Previous } from '../application/saved-draft.ts';
import type { Step } from '../application/steps.ts';
import type { Day } from '../day.ts';
import { DateField } from '../fields/date-field.ts';
import type { FieldFault } from '../fields/error-summary.ts';
import { PictureStep, type PictureStepHost } from '../pictures/picture-step.ts';
import { detailsStep, type DetailsContext } from '../steps/details/details.ts';
import { MachineReadableZone } from '../steps/details/machine-readable-zone.ts';
import { dutyStep, type DutyContext } from '../steps/duty/duty.ts';
import { progressStep, type ProgressContext } from '../steps/progress/progress.ts';
import { RecordView } from '../steps/progress/record-view.ts';
import { Previews } from '../steps/review/previews.ts';
import { reviewStep, type ReviewContext } from '../steps/review/review.ts';

/** What all steps need together. */
export type StepsContext = DetailsContext & DutyContext & ReviewContext & ProgressContext;

/** Renders the steps and holds their view state. */
export class StepViews {
  pictures: PictureStep;
  #zone = new MachineReadableZone();
  #record = new RecordView();
  readonly #previews = new Previews();
  readonly #paidOn: DateField;

  constructor(
    private readonly host: PictureStepHost,
    private readonly picturesChanged: () => void,
    paidOn: (day: Day | '') => void,
  ) {
    this.pictures = new PictureStep(host, picturesChanged);
    this.#paidOn = new DateField('paidOn', () => {
      const { value } = this.#paidOn;
      paidOn(value === 'empty' || value === 'typing' ? '' : value);
      host.requestUpdate();
    });
  }

  render(step: Step, context: StepsContext): TemplateResult | typeof nothing {
    switch (step) {
      case 'check':
        return nothing;
      case 'details':
        return detailsStep(context, this.#zone);
      case 'pictures':
        return this.pictures.render();
      case 'duty':
        return dutyStep(context, this.#paidOn);
      case 'review':
        return reviewStep(context, this.#previews);
      case 'progress':
        return progressStep(context, this.#record);
    }
  }

  /** Problems of the pictures, after the first attempt to continue. */
  pictureFaults(): FieldFault[] {
    return this.pictures.showsProblems ? this.pictures.problems() : [];
  }

  /** Shows a restored draft. */
  restore(pictures: Pictures, paidOn: Day | ''): void {
    this.pictures.restore(pictures);
    this.#paidOn.show(paidOn);
  }

  /** Drops everything that was entered. */
  clear(): void {
    this.clearPreviews();
    this.pictures.dispose();
    this.#zone = new MachineReadableZone();
  }

  clearPreviews(): void {
    this.#previews.clear();
  }

  /** Starts over for a new application after annulment. */
  renew(pictures: Pictures, previous: Previous | undefined, paidOn: Day | ''): void {
    this.stop();
    this.pictures = new PictureStep(this.host, this.picturesChanged, previous?.annulledFor);
    this.restore(pictures, paidOn);
    this.#record = new RecordView();
  }

  stop(): void {
    this.host.removeController(this.pictures);
  }
}
