import { html, nothing, type TemplateResult } from 'lit';

/** One problem: its message, and the id of the element to focus. */
export interface FieldFault {
  message: string;
  field: string;
}

/** All problems on the page, each linked to its field. The pattern is GOV.UK's. */
export function errorSummary(
  faults: readonly FieldFault[],
  heading: string,
  goTo: (field: string) => void,
): TemplateResult | typeof nothing {
  if (faults.length === 0) return nothing;
  return html`
    <div class="failure summary-of-problems" id="problems" part="failure" role="alert" tabindex="-1" aria-labelledby="problems-heading">
      <h3 id="problems-heading">${heading}</h3>
      <ul>
        ${faults.map(
          ({ message, field }) => html`
          <li><button type="button" class="plain" data-field=${field} @click=${() => goTo(field)}>${message}</button></li>`,
        )}
      </ul>
    </div>`;
}
