import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { encode } from 'uqr';

/** A QR code (ISO/IEC 18004) that contains only the ticket number, drawn as one path. */
export function ticketCode(ticket: string): TemplateResult {
  const { data, size } = encode(ticket, { ecc: 'M', border: 4 });
  return html`
    <svg class="qr" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges" aria-hidden="true" focusable="false">
      <rect class="light" width=${size} height=${size} />${path(data)}
    </svg>`;
}

function path(rows: readonly (readonly boolean[])[]): SVGTemplateResult {
  const squares = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return svg`<path class="dark" d=${squares.join('')} />`;
}
