import type { nothing, TemplateResult } from 'lit';
import type { StepContext } from '../step.ts';
import type { RecordContext, RecordView } from './record-view.ts';

export type ProgressContext = StepContext & RecordContext;

/** The ticket of the application that was just sent, and how it goes on. */
export function progressStep(context: ProgressContext, view: RecordView): TemplateResult | typeof nothing {
  return view.render(context, { from: 'application', point: context.application.fields.registrationPoint });
}
