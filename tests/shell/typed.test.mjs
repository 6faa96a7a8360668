// What is typed or pasted: invisible characters, and letters of two scripts in one word.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './bundle.mjs';

const shell = await load();

test('exactly Unicode’s Default_Ignorable_Code_Point and Bidi_Control are dropped (UAX 44, DerivedCoreProperties and PropList)', () => {
  const isInvisible = /[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}]/u;
  const wrong = [];
  for (let code = 0; code <= 0x10ffff; code += 1) {
    const character = String.fromCodePoint(code);
    if ((shell.visible(character) === '') !== isInvisible.test(character)) wrong.push(code.toString(16));
  }
  assert.deepEqual(wrong, []);
  assert.equal(shell.visible('\u202a+7\u00ad701\u200b 000 00 00\u202c\u{e0041}'), '+7701 000 00 00');
});

test('the letters of a second script are named, the fewer ones of the word', () => {
  for (const [text, expected] of [
    ['Серiк', { word: 'Серiк', letters: 'i', script: 'latin' }],
    ['Анна-Mария', { word: 'Mария', letters: 'M', script: 'latin' }],
    ['Әли СЕРIКOВ', { word: 'СЕРIКOВ', letters: 'I, O', script: 'latin' }],
    ['Аsel', { word: 'Аsel', letters: 'А', script: 'cyrillic' }],
    ['оo', { word: 'оo', letters: 'o', script: 'latin' }],
    ['P-1', undefined],
    ['Серік Serik', undefined],
    ['Мәдина', undefined],
    ['№ 1 тіркеу пункті, 5A', undefined],
    ['Zoë', undefined],
    ['', undefined],
  ]) {
    assert.deepEqual(shell.mixedScripts(text), expected, text);
  }
});
