import { toFile } from '../../canvas.ts';

/** How a line of the picture is set. */
const kinds = {
  note: { font: '600 32px', colour: '#8c2f16', below: 28 },
  heading: { font: '600 40px', colour: '#10202b', below: 44 },
  label: { font: '400 32px', colour: '#465763', below: 6 },
  number: { font: '700 80px', colour: '#10202b', below: 40 },
  value: { font: '600 38px', colour: '#10202b', below: 32 },
};

export interface PictureLine {
  kind: keyof typeof kinds;
  text: string;
}

/** In pixels: as wide as the screen of a phone. */
const width = 1080;
const margin = 72;
const spacing = 1.25;

/** The ticket as a PNG, drawn on this device. `null` where the browser cannot draw. */
export async function ticketPicture(lines: readonly PictureLine[]): Promise<Blob | null> {
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d');
  if (!pen) return null;
  const rows = lines.flatMap(({ kind, text }) => {
    pen.font = fontOf(kind);
    const texts = wrapped(text, (part) => pen.measureText(part).width <= width - 2 * margin);
    return texts.map((row, at) => ({ kind, text: row, below: at === texts.length - 1 ? kinds[kind].below : 0 }));
  });
  canvas.width = width;
  canvas.height = Math.ceil(rows.reduce((sum, { kind, below }) => sum + heightOf(kind) + below, 2 * margin));
  // Setting the size has reset the pen.
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.textBaseline = 'top';
  let top = margin;
  for (const { kind, text, below } of rows) {
    pen.font = fontOf(kind);
    pen.fillStyle = kinds[kind].colour;
    pen.fillText(text, margin, top);
    top += heightOf(kind) + below;
  }
  return toFile(canvas, 'image/png');
}

const fontOf = (kind: PictureLine['kind']): string => `${kinds[kind].font} system-ui, -apple-system, Roboto, 'Noto Sans', sans-serif`;
const heightOf = (kind: PictureLine['kind']): number => Number.parseInt(kinds[kind].font.slice(4), 10) * spacing;

/** Breaks between words, and within one that is too long. */
function wrapped(text: string, fits: (part: string) => boolean): string[] {
  const rows: string[] = [];
  let row = '';
  for (const word of text.match(/\S+\s*/g) ?? []) {
    if (fits((row + word).trimEnd())) {
      row += word;
      continue;
    }
    if (row) rows.push(row.trimEnd());
    row = '';
    for (const letter of word) {
      if (row && !fits(row + letter)) {
        rows.push(row);
        row = '';
      }
      row += letter;
    }
  }
  return [...rows, row.trimEnd()];
}
