// The glossary holds every catalogue: a term that stands in one language stands in the others, and nobody uses a word that it
// rules out.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { init, ruleset } from '../../pkg/node.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const languages = ['en', 'kk', 'ru'];

// ——— The document

const rows = (heading) => {
  const text = readFileSync(join(root, 'docs/glossary.md'), 'utf8');
  const section = text.split(/^## /m).find((each) => each.startsWith(heading));
  return [...section.matchAll(/^\| (.*) \|$/gm)].slice(1).map(([, row]) => row.split(' | '));
};

const plain = (text) => text.replace(/\u2011/g, '-').replace(/\s+/g, ' ');
const escaped = (text) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
/** A form as a pattern: whole words, with any ending after a dot; no part of a code such as `identity-card`. A sign stands anywhere. */
const pattern = (form) =>
  /\p{L}/u.test(form)
    ? `(?<![\\p{L}-])${form
        .split(' ')
        .map((word) => escaped(word.split('·')[0]) + (word.includes('·') ? '\\p{L}*' : ''))
        .join(' ')}(?!\\p{L})`
    : escaped(form);

/** The words of a language: the longest form at a place is what is said there. */
function lexicon(entries) {
  const forms = entries.flatMap(({ cell, ...entry }) => cell.split(', ').map((form) => ({ ...entry, form })));
  forms.sort((a, b) => b.form.length - a.form.length);
  const any = new RegExp(forms.map(({ form }) => `(${pattern(form)})`).join('|'), 'giu');
  return (text) => [...plain(text).matchAll(any)].map((match) => forms[match.slice(1).findIndex((each) => each !== undefined)]);
}

const readers = Object.fromEntries(
  languages.map((language, at) => [
    language,
    lexicon([
      ...rows('Terms').map((row) => ({ term: row[0], cell: row[at] })),
      ...rows('Words that')
        .filter(([whose]) => whose === language || whose === 'all')
        .map(([, cell]) => ({ cell })),
    ]),
  ]),
);
const termsIn = (text, language) => new Set(readers[language](text).flatMap(({ term }) => term ?? []));
const avoidedIn = (text, language) => readers[language](text).flatMap(({ term, form }) => (term === undefined ? form : []));

// ——— The catalogues

/** The exports of a TypeScript module. */
async function load(path) {
  const { text } = buildSync({ entryPoints: [join(root, path)], bundle: true, format: 'esm', write: false }).outputFiles[0];
  return import(`data:text/javascript,${encodeURIComponent(text)}`);
}

/** All texts in an object, by their path; what takes values takes some. */
function textsIn(words, path = '') {
  if (typeof words === 'function') return textsIn(words(2, '2'), path);
  if (typeof words === 'string') return [[path, words]];
  return Object.entries(words ?? {}).flatMap(([key, value]) => textsIn(value, `${path}.${key}`));
}

/** name → language → path → text. */
const catalogues = {};
before(async () => {
  await init();
  const shell = readdirSync(join(root, 'www/shell/src/locales/ru'));
  for (const language of languages) {
    const add = (name, words) => {
      catalogues[name] = { ...catalogues[name], [language]: new Map(textsIn(words)) };
    };
    for (const file of shell) add(file, (await load(`www/shell/src/locales/${language}/${file}`))[language]);
    add('not-loaded.ts', (await load('www/shell/src/locales/not-loaded.ts')).notLoaded[language]);
    add('messages', (await load(`www/package/messages/${language}.ts`)).messages);
    add('imaging/messages', (await load(`www/package/imaging/messages/${language}.ts`)).messages);
    const { title, notice } = ruleset();
    add('ruleset', { title: title[language], notice: notice[language] });
  }
});

/** The entries in which a term stands in one language and not in another. */
function uneven(byLanguage) {
  return [...byLanguage.ru.keys()].flatMap((path) => {
    const texts = languages.map((language) => byLanguage[language].get(path));
    const said = languages.map((language, at) => termsIn(texts[at], language));
    const all = new Set(said.flatMap((each) => [...each]));
    return [...all].filter((term) => !said.every((each) => each.has(term))).map((term) => `${path}: ${term}: ${texts.join(' | ')}`);
  });
}

/** The words that are ruled out, with where they stand. */
const ruledOut = (texts, language) =>
  [...texts].flatMap(([path, text]) => avoidedIn(text, language).map((form) => `${path}: ${form}: ${text}`));

test('forms, endings and the longest term are told apart', () => {
  assert.deepEqual([...termsIn('Заявки и номера удостоверений, без заявлений', 'ru')], ['application·, appl·y', 'identity card number·']);
  assert.deepEqual([...termsIn('налоговое заявление', 'ru')], ['tax application']);
  assert.deepEqual(avoidedIn('заявление и карту — вот и всё', 'ru'), ['заявлени·е', 'карту', '—']);
  assert.deepEqual(avoidedIn('The card, not the identity card or a cardboard', 'en'), ['card']);
});

test('an entry that lacks a term in one language is told', () => {
  const entry = (text) => new Map([['.a', text]]);
  assert.deepEqual(uneven({ en: entry('An identity card'), kk: entry('Жеке куәлік'), ru: entry('Удостоверение') }), []);
  assert.equal(uneven({ en: entry('An identity card'), kk: entry('Құжат'), ru: entry('Удостоверение') }).length, 1);
});

test('every term says where it is from, and is used', () => {
  const used = new Set(
    Object.values(catalogues).flatMap((byLanguage) =>
      languages.flatMap((language) => [...byLanguage[language].values()].flatMap((text) => [...termsIn(text, language)])),
    ),
  );
  assert.deepEqual(
    rows('Terms').filter((row) => row.length !== 4 || row.some((cell) => cell.trim() === '') || !used.has(row[0])),
    [],
  );
});

test('a term that an entry of a catalogue has in one language it has in all', () => {
  assert.deepEqual(
    Object.entries(catalogues).flatMap(([name, byLanguage]) => uneven(byLanguage).map((each) => name + each)),
    [],
  );
});

test('no catalogue has a word that the product does not use', () => {
  assert.deepEqual(
    Object.entries(catalogues).flatMap(([name, byLanguage]) =>
      languages.flatMap((language) => ruledOut(byLanguage[language], language).map((each) => name + each)),
    ),
    [],
  );
});

test('no line breaks within «көші-қон»', () => {
  const texts = Object.values(catalogues).flatMap(({ kk }) => [...kk.values()]);
  assert.ok(texts.some((text) => /көші\u2011қон/i.test(text)));
  assert.deepEqual(
    texts.filter((text) => /көші-қон/i.test(text)),
    [],
  );
});

/** Of a line outside the catalogues: only Kazakh has these letters, only English those. */
const languageOf = (text) => (/[әіңғүұқөһ]/i.test(text) ? 'kk' : /[а-я]/i.test(text) ? 'ru' : 'en');

for (const file of ['www/package/cli.ts', 'scripts/demo.mjs', 'www/shell/index.html', 'www/shell/imaging.html'])
  test(`${file} has none either`, () => {
    const text = readFileSync(join(root, file), 'utf8').replace(/^\s*(\/\/|\/?\*).*$/gm, '');
    const quoted = [...text.matchAll(/'([^'\n]*)'|`([^`]*)`|>([^<>]*)</g)].flatMap((match) => match.slice(1).join('').split('\n'));
    assert.ok(quoted.length > 3);
    assert.deepEqual(
      quoted.flatMap((each) => ruledOut([[file, each]], languageOf(each))),
      [],
    );
  });
