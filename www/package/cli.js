#!/usr/bin/env node
// `kualik check`: the verdict on the command line.
// Exit status: 0 available, 1 unavailable, 2 invalid, or no answer at all.

import { parseArgs } from 'node:util';
import { checkEligibility, init } from './node.js';

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
    days: 'Дней до конца срока действия',
    window: 'Можно подать заявку',
    certainty: { order: 'слова приказа', report: 'по сообщениям СМИ', interpretation: 'наше толкование' },
  },
  kk: {
    eligible: 'Онлайн ауыстыруға болады',
    on: 'Шешім мына күнге',
    days: 'Мерзімінің аяқталуына қалған күн',
    window: 'Өтінім беруге болатын күндер',
    certainty: { order: 'бұйрықтың сөзі', report: 'БАҚ хабарлары бойынша', interpretation: 'біздің түсіндірмеміз' },
  },
  en: {
    eligible: 'Can be renewed online',
    on: 'Decided for',
    days: 'Days to expiry',
    window: 'Applications are open',
    certainty: { order: "the order's own words", report: 'as reported by the press', interpretation: 'our interpretation' },
  },
};

function cited({ act, clause, text, certainty }, words) {
  return [`    «${text}»`, `    ${act}${clause ? `, ${clause}` : ''} (${words.certainty[certainty]})`];
}

function inWords(verdict, lang, messages) {
  const words = labels[lang];
  if (verdict.outcome === 'invalid') {
    return verdict.problems.map(
      ({ code, path, params }) =>
        `✗ ${path ? `${path}: ` : ''}${messages.problems[code]} [${code}]${params?.allowed ? ` ${params.allowed}` : ''}`,
    );
  }
  const lines = verdict.outcome === 'eligible' ? [`✓ ${words.eligible}`] : [`✗ ${verdict.notice[lang]}`];
  lines.push(`  ${words.on}: ${verdict.checkedOn}`);
  if (verdict.daysToExpiry !== undefined) lines.push(`  ${words.days}: ${verdict.daysToExpiry}`);
  if (verdict.window) lines.push(`  ${words.window}: ${verdict.window.opensOn} – ${verdict.window.closesOn}`);
  if (verdict.outcome === 'eligible') lines.push(...verdict.basis.flatMap((basis) => cited(basis, words)));
  else lines.push(...verdict.refusals.flatMap(({ code, basis }) => [`  – ${messages.refusals[code]} [${code}]`, ...cited(basis, words)]));
  return lines;
}

async function main() {
  const text = (value) => ({ type: 'string', default: value });
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      expires: { type: 'string' },
      on: { type: 'string' },
      document: text('identity-card'),
      reason: text('expiry'),
      applicant: text('owner'),
      lang: text('ru'),
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return [usage, 0];
  if (positionals.length !== 1 || positionals[0] !== 'check') throw new Error('there is one command: check');
  if (!Object.keys(labels).includes(values.lang)) throw new Error('--lang is ru, kk or en');
  const { document, reason, applicant, expires: expiresOn, on } = values;
  await init();
  const verdict = checkEligibility({ document, reason, applicant, expiresOn, on });
  const status = { eligible: 0, unavailable: 1, invalid: 2 }[verdict.outcome];
  if (values.json) return [JSON.stringify(verdict, null, 2), status];
  const { messages } = await import(`./messages/${values.lang}.js`);
  return [inWords(verdict, values.lang, messages).join('\n'), status];
}

main().then(
  ([output, status]) => {
    console.log(output);
    process.exitCode = status;
  },
  (error) => {
    console.error(`kualik: ${error.message}\n\n${usage}`);
    process.exitCode = 2;
  },
);
