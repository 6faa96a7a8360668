import { html, nothing, type TemplateResult } from 'lit';
import { isDuplicate, type SendingState } from '../../application/sending-state.ts';
import { unloaded } from '../../fields/unloaded.ts';
import type { Signing } from '../../signing/signing.ts';
import type { StepContext } from '../step.ts';

export interface SendingContext extends StepContext {
  sending: { state: SendingState; isLocked: boolean; isBusy: boolean; cancel(): void };
  /** Undefined while it loads; `null` if the configuration cannot send anything. */
  transport: { signing: Pick<Signing, 'kind'> } | null | undefined;
  /** The transport failed to load; sending loads it again. */
  isUnloaded: boolean;
}

/** How the last attempt to send ended, and what to do. */
export function sendingOutcome(context: SendingContext): TemplateResult | typeof nothing {
  const { checkWords, transport, isUnloaded } = context;
  const { review } = context.words;
  const { state } = context.sending;
  const message = (heading: string, ...lines: string[]): TemplateResult => html`
    <div class="failure" part="failure"><h3>${heading}</h3>${lines.map((line) => html`<p>${line}</p>`)}</div>`;
  if (transport === null) return message(review.notSigned.heading, review.setup);
  if (isUnloaded) return unloaded(checkWords.proceed.failure);
  switch (state.phase) {
    case 'not-signed':
      return message(review.notSigned.heading, review.notSigned.because[state.because]);
    case 'unreachable':
      return message(review.unreachable.heading, review.unreachable.because[state.because], review.unreachable.locked);
    case 'duty-changed':
      return message(review.changed.heading, review.changed[context.application.duty().outcome === 'exempt' ? 'noDuty' : 'duty']);
    case 'unfit':
      return message(review.unfit.heading, review.unfit.remedy);
    case 'rejected':
      return message(review.rejected.heading, review.rejected.because[state.because]);
    case 'refused':
      return isDuplicate(state.problems)
        ? message(review.registeredAlready.heading, review.registeredAlready.remedy)
        : message(review.refused);
    default:
      return nothing;
  }
}
