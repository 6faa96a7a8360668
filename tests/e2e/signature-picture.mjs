// A signature, drawn for the tests.

import { crc32, deflateSync } from 'node:zlib';

/** A stroke of dark ink on white paper, 900 × 400, as a PNG of 8-bit grey: RFC 2083. */
export function signaturePicture() {
  const [width, height] = [900, 400];
  const rows = Buffer.alloc((width + 1) * height, 255);
  for (let y = 0; y < height; y += 1) rows[y * (width + 1)] = 0;
  for (let step = 0; step <= 6_000; step += 1) {
    const share = step / 6_000;
    const [x, y] = [Math.round(150 + 600 * share), Math.round(200 + 90 * Math.sin(share * 22))];
    for (let dy = -4; dy <= 4; dy += 1) for (let dx = -4; dx <= 4; dx += 1) rows[(y + dy) * (width + 1) + 1 + x + dx] = 20;
  }
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const around = (value) => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(value);
      return bytes;
    };
    return Buffer.concat([around(data.length), body, around(crc32(body))]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
