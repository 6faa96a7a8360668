#!/usr/bin/env node
// `kualik check`: the verdict on the command line.
// Exit status: 0 available, 1 unavailable, 2 invalid, or no answer at all.

import { parseArgs } from 'node:util';
import type { Applicant, Citation, DocumentKind, Liability, Reason, Verdict } from './contract.ts';
import type { Messages } from './messages/messages.ts';
// Not bundled: by the names that the files have in the package.
import { checkEligibility, init, liability } from './node.js';

const usage = `Usage: kualik check --expires YYYY-MM-DD [--on YYYY-MM-DD] [--lang ru|kk|en] [--json]
                    [--document KIND] [--reason REASON] [--applicant WHO]

Can this identity card of Kazakhstan be renewed online on that day (default: today)?
  --document   identity-card (default), passport, residence-permit, stateless-person-certificate
  --reason     expiry (default), loss, theft, damage, name-change, data-correction, first-issue, other
  --applicant  owner (default), representative
Exit status: 0 available, 1 unavailable, 2 invalid.`;

const russianDays = new Intl.PluralRules('ru');

function daysInRussian(count: number): string {
  return `${count} ${{ one: 'день', few: 'дня' }[russianDays.select(count) as string] ?? 'дней'}`;
}

const daysInEnglish = (count: number): string => `${count} ${count === 1 ? 'day' : 'days'}`;

const labels = {
  ru: {
    eligible: 'Можно заменить онлайн',
    on: 'Проверка на дату',
    days: (n: number) => (n < 0 ? `Срок действия истёк ${daysInRussian(-n)} назад` : `До окончания срока действия: ${daysInRussian(n)}`),
    lastDay: 'Это последний день срока действия',
    also: 'Учтите',
    window: 'Приём заявок',
    dateForm: 'Формат: ГГГГ-ММ-ДД.',
  },
  kk: {
    eligible: 'Онлайн ауыстыруға болады',
    on: 'Тексеру күні',
    days: (n: number) => (n < 0 ? `Қолданылу мерзімі ${-n} күн бұрын аяқталды` : `Қолданылу мерзімінің аяқталуына ${n} күн қалды`),
    lastDay: 'Бұл – қолданылу мерзімінің соңғы күні',
    also: 'Ескеріңіз',
    window: 'Өтінім қабылдау мерзімі',
    dateForm: 'Пішімі: ЖЖЖЖ-АА-КК.',
  },
  en: {
    eligible: 'Can be renewed online',
    on: 'Checked for',
    days: (n: number) => (n < 0 ? `Expired ${daysInEnglish(-n)} ago` : `${daysInEnglish(n)} until it expires`),
    lastDay: 'This is the last day it is valid',
    also: 'Note',
    window: 'Applications open',
    dateForm: 'Use YYYY-MM-DD.',
  },
};

type Language = keyof typeof labels;

function cited({ act, clause, text, certainty, note }: Citation, messages: Messages): string[] {
  return [
    `    «${text}»`,
    `    ${act}${clause ? `, ${clause}` : ''} (${messages.certainty[certainty]})`,
    ...(note ? [`    ${messages.certainty.interpretation}: ${note}`] : []),
  ];
}

/** What an expired card costs; nothing while nothing is known of that, or while there is time. */
function costs(answer: Liability, messages: Messages): string[] {
  if (answer.outcome !== 'warning' && answer.outcome !== 'fine') return [];
  const fields: Record<string, unknown> = { ...answer };
  const sentence = messages.liability[answer.outcome].replace(/\{(\w+)\}/g, (_, name: string) => String(fields[name]));
  return [`  ${sentence}`, ...cited(answer.basis, messages)];
}

function inWords(verdict: Verdict, price: Liability, language: Language, messages: Messages): string[] {
  const words = labels[language];
  if (verdict.outcome === 'invalid') {
    return verdict.problems.map(
      ({ code, path, params }) =>
        `✗ ${path ? `${path}: ` : ''}${messages.problems[code]}${code === 'malformed-date' ? ` ${words.dateForm}` : ''} [${code}]${params?.['allowed'] ? ` ${params['allowed']}` : ''}`,
    );
  }
  const lines = verdict.outcome === 'eligible' ? [`✓ ${words.eligible}`] : [`✗ ${verdict.notice[language]}`];
  lines.push(`  ${words.on}: ${verdict.checkedOn}`);
  if (verdict.daysToExpiry !== undefined) lines.push(`  ${verdict.daysToExpiry === 0 ? words.lastDay : words.days(verdict.daysToExpiry)}`);
  if (verdict.window) lines.push(`  ${words.window}: ${verdict.window.opensOn} – ${verdict.window.closesOn}`);
  if (verdict.outcome === 'eligible')
    lines.push(...verdict.cautions.map(({ code }) => `  ${words.also}: ${messages.cautions[code]} [${code}]`));
  lines.push(...costs(price, messages));
  if (verdict.outcome === 'eligible') lines.push(...verdict.basis.flatMap((basis) => cited(basis, messages)));
  else
    lines.push(...verdict.refusals.flatMap(({ code, basis }) => [`  – ${messages.refusals[code]} [${code}]`, ...cited(basis, messages)]));
  return lines;
}

async function main(): Promise<[output: string, status: number]> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      expires: { type: 'string' },
      on: { type: 'string' },
      document: { type: 'string', default: 'identity-card' },
      reason: { type: 'string', default: 'expiry' },
      applicant: { type: 'string', default: 'owner' },
      lang: { type: 'string', default: 'ru' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return [usage, 0];
  if (positionals.length !== 1 || positionals[0] !== 'check') throw new Error('there is one command: check');
  if (!Object.keys(labels).includes(values.lang)) throw new Error('--lang is ru, kk or en');
  await init();
  const verdict = checkEligibility({
    // Whatever was typed: the core reports what is none of the codes.
    document: values.document as DocumentKind,
    reason: values.reason as Reason,
    applicant: values.applicant as Applicant,
    expiresOn: values.expires ?? null,
    on: values.on ?? null,
  });
  const status = { eligible: 0, unavailable: 1, invalid: 2 }[verdict.outcome];
  // Only identity cards are meant by the law that sets the price.
  const price: Liability =
    verdict.outcome !== 'invalid' && values.document === 'identity-card' && values.expires
      ? liability({ expiresOn: values.expires, on: verdict.checkedOn })
      : { outcome: 'invalid', problems: [] };
  if (values.json) return [JSON.stringify(verdict, null, 2), status];
  const language = values.lang as Language;
  const { messages } = (await import(`./messages/${language}.js`)) as { messages: Messages };
  return [inWords(verdict, price, language, messages).join('\n'), status];
}

main().then(
  ([output, status]) => {
    console.log(output);
    process.exitCode = status;
  },
  (error: Error) => {
    console.error(`kualik: ${error.message}\n\n${usage}`);
    process.exitCode = 2;
  },
);
