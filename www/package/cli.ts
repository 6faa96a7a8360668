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

May this identity card of Kazakhstan be renewed online on that day (default: today)?
  --document   identity-card (default), passport, residence-permit, stateless-person-certificate
  --reason     expiry (default), loss, theft, damage, name-change, data-correction, first-issue, other
  --applicant  owner (default), representative
Exit status: 0 available, 1 unavailable, 2 invalid.`;

const labels = {
  ru: {
    eligible: 'Можно заменить онлайн',
    on: 'Решение на дату',
    days: (n: number) => (n < 0 ? `Срок истёк (дней назад): ${-n}` : `Дней до конца срока действия: ${n}`),
    also: 'Учтите',
    window: 'Можно подать заявку',
  },
  kk: {
    eligible: 'Онлайн ауыстыруға болады',
    on: 'Шешім мына күнге',
    days: (n: number) => (n < 0 ? `Мерзімі ${-n} күн бұрын өтті` : `Мерзімінің аяқталуына қалған күн: ${n}`),
    also: 'Ескеріңіз',
    window: 'Өтінім беруге болатын күндер',
  },
  en: {
    eligible: 'Can be renewed online',
    on: 'Decided for',
    days: (n: number) => (n < 0 ? `Expired ${-n} ${n === -1 ? 'day' : 'days'} ago` : `Days to expiry: ${n}`),
    also: 'Mind',
    window: 'Applications are open',
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
        `✗ ${path ? `${path}: ` : ''}${messages.problems[code]} [${code}]${params?.['allowed'] ? ` ${params['allowed']}` : ''}`,
    );
  }
  const lines = verdict.outcome === 'eligible' ? [`✓ ${words.eligible}`] : [`✗ ${verdict.notice[language]}`];
  lines.push(`  ${words.on}: ${verdict.checkedOn}`);
  if (verdict.daysToExpiry !== undefined) lines.push(`  ${words.days(verdict.daysToExpiry)}`);
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
