// Answers each card on standard input with parseMrz, one JSON object a line: for tests in other languages.

import { createInterface } from 'node:readline';
import { init, parseMrz } from '../../pkg/node.js';

await init();
for await (const line of createInterface({ input: process.stdin })) {
  const { text, options } = JSON.parse(line);
  console.log(JSON.stringify(parseMrz(text, options)));
}
