import { html, nothing, type TemplateResult } from 'lit';
import type { StepContext } from '../step.ts';
import { saveFile } from '../../save-file.ts';
import { ticketPicture, type PictureLine } from './ticket-picture.ts';

type Action = 'copy' | 'share' | 'save' | 'print';
/** `given-up`: the applicant has closed the window that asked where to. */
type Outcome = 'done' | 'failed' | 'given-up';

/** What can be done with the number of a ticket, all of it on this device. */
export class TicketActions {
  #told: { action: Action; outcome: 'done' | 'failed' } | undefined;

  /** `picture`: what the saved picture says, from the top. */
  render(ticket: string, picture: () => PictureLine[], { words, changed }: Pick<StepContext, 'words' | 'changed'>): TemplateResult {
    const { afterTicket: text, ticket: labels } = words;
    const button = (action: Action, label: string, work: () => Promise<Outcome>): TemplateResult => html`
      <button type="button" class="plain" part="button" id="ticket-${action}" @click=${() => void this.#do(action, work, changed)}>${label}</button>`;
    const told = this.#told && text[this.#told.action][this.#told.outcome];
    return html`
      <div class="ticket-actions screen-only">
        ${button('copy', text.copy.button, () => copy(ticket))}
        ${typeof navigator.share === 'function' ? button('share', text.share.button, () => share(`${labels.number}: ${ticket}`)) : nothing}
        ${button('save', text.save.button, () => save(picture()))}
        ${button('print', labels.print, printed)}
      </div>
      <p class="told screen-only" role="status" id="ticket-told">${told ?? ''}</p>`;
  }

  async #do(action: Action, work: () => Promise<Outcome>, changed: () => void): Promise<void> {
    // Cleared first, so that the same answer is read out again.
    this.#told = undefined;
    changed();
    const outcome = await work().catch((): Outcome => 'failed');
    this.#told = outcome === 'given-up' ? undefined : { action, outcome };
    changed();
  }
}

async function copy(ticket: string): Promise<Outcome> {
  // Missing on an insecure page.
  await navigator.clipboard.writeText(ticket);
  return 'done';
}

async function share(text: string): Promise<Outcome> {
  try {
    await navigator.share({ text });
    return 'done';
  } catch (error) {
    return (error as DOMException).name === 'AbortError' ? 'given-up' : 'failed';
  }
}

async function save(lines: PictureLine[]): Promise<Outcome> {
  const picture = await ticketPicture(lines);
  if (!picture) return 'failed';
  // Nothing of the applicant or of the number stands in the name.
  saveFile('kualik-ticket.png', picture);
  return 'done';
}

/** How long a browser may take to open its print window, in milliseconds. */
const patience = 1_000;

/** Apps that cannot print have no `print`, or one that does nothing. */
function printed(): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const end = (outcome: Outcome): void => {
      removeEventListener('beforeprint', opened);
      resolve(outcome);
    };
    const opened = (): void => end('done');
    addEventListener('beforeprint', opened);
    try {
      print();
    } catch (error) {
      reject(error);
    }
    // Some open it only after the call.
    setTimeout(() => end('failed'), patience);
  });
}
