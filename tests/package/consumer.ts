// An app's code in strict TypeScript: each switch must know every outcome and every code, or this does not compile.
// What must not compile stands under an `@ts-expect-error`.

import {
  LoadError,
  advance,
  buildApplication,
  checkEligibility,
  checkRuleset,
  init,
  parseIin,
  parseMrz,
  regions,
  reviewApplication,
  ruleset,
  stateDuty,
  version,
  type Application,
  type ApplicationDraft,
  type ApplicationEvent,
  type ApplicationRecord,
  type Citation,
  type LoadErrorCode,
  type ProblemCode,
  type RefusalCode,
  type Status,
} from 'kualik';
import { initSync } from 'kualik/inline';
import * as plain from 'kualik/no-wasm';
import * as deciding from 'kualik/check';
import { buildApplication as applying } from 'kualik/check';
import * as plainDeciding from 'kualik/check/no-wasm';
import { loadImaging, type Imaging } from 'kualik/imaging';
import { messages as pictureWords } from 'kualik/imaging/messages/en';
import { messages as ru, type Messages } from 'kualik/messages/ru';
import { messages as kk } from 'kualik/messages/kk';
import { messages as en } from 'kualik/messages/en';
import { ProtocolSession, messageTypes, type Configuration } from 'kualik/host';

const never = (value: never): never => {
  throw new Error(String(value));
};

export function eligibility(): string {
  const verdict = checkEligibility({ document: 'identity-card', reason: 'expiry', applicant: 'owner', expiresOn: '2025-06-20', on: null });
  switch (verdict.outcome) {
    case 'eligible':
      return `${verdict.daysToExpiry.toFixed()} ${verdict.window.opensOn}`;
    case 'unavailable':
      return verdict.notice[verdict.notice.official] + verdict.refusals.map(({ code }) => refusal(code)).join();
    case 'invalid':
      return verdict.problems.map(({ code, path }) => path + ru.problems[code]).join();
    default:
      return never(verdict);
  }
}

export function refusal(code: RefusalCode): number {
  switch (code) {
    case 'pilot-not-started':
    case 'pilot-ended':
      return 1;
    case 'document-not-covered':
    case 'reason-not-covered':
      return 2;
    case 'applicant-not-owner':
    case 'biometrics-failed':
      return 3;
    case 'window-not-open':
    case 'window-closed':
      return 4;
    default:
      return never(code);
  }
}

export function certainty({ certainty }: Citation): number {
  switch (certainty) {
    case 'act':
      return 1;
    case 'report':
      return 2;
    case 'interpretation':
      return 3;
    default:
      return never(certainty);
  }
}

export function duty(): number {
  const answer = stateDuty({ on: '2025-06-01' });
  switch (answer.outcome) {
    case 'due':
      return answer.amount;
    case 'exempt':
    case 'not-covered':
      return 0;
    case 'invalid':
      return -answer.problems.length;
    default:
      return never(answer);
  }
}

export function numbers(): string {
  const iin = parseIin('');
  const card = parseMrz('', { on: '2025-06-01' });
  if (iin.outcome === 'invalid' || card.outcome === 'invalid') return '';
  return iin.iin + card.surname;
}

export function application(draft: ApplicationDraft): Application | undefined {
  const review = reviewApplication(draft);
  switch (review.outcome) {
    case 'complete':
      break;
    case 'unavailable':
    case 'invalid':
      return undefined;
    default:
      return never(review);
  }
  const built = buildApplication(draft, { on: '2025-06-01' });
  switch (built.outcome) {
    case 'built':
      return built.canonical.length > 0 && built.sha256 !== '' ? built.application : undefined;
    case 'unavailable':
    case 'invalid':
      return undefined;
    default:
      return never(built);
  }
}

export function follow(record: ApplicationRecord | undefined, event: ApplicationEvent): Status | undefined {
  const answer = advance(record, event);
  switch (answer.outcome) {
    case 'advanced':
      return answer.record.status;
    case 'rejected':
    case 'invalid':
      return undefined;
    default:
      return never(answer);
  }
}

export function status(status: Status): number {
  switch (status) {
    case 'submitted':
    case 'under-review':
    case 'in-production':
      return 1;
    case 'ready':
    case 'collected':
      return 2;
    case 'annulled':
      return 3;
    default:
      return never(status);
  }
}

export function load(code: LoadErrorCode): number {
  switch (code) {
    case 'no-webassembly':
    case 'blocked-by-csp':
      return 1;
    case 'not-fetched':
    case 'not-wasm':
      return 2;
    case 'wrong-digest':
    case 'not-checked':
      return 3;
    case 'sync-refused':
    case 'out-of-memory':
      return 4;
    default:
      return never(code);
  }
}

export async function start(): Promise<number> {
  try {
    await init();
    await init('https://example.kz/core.wasm');
    await init(new URL('https://example.kz/core.wasm'));
    await init(new Uint8Array(8));
    await init({ source: new ArrayBuffer(8), integrity: true });
    await plain.init();
    initSync();
  } catch (error) {
    if (error instanceof LoadError) return load(error.code);
  }
  return 0;
}

export async function pictures(bytes: Uint8Array): Promise<number> {
  const imaging: Imaging = await loadImaging({ worker: false, limits: { pixels: 20_000_000 } });
  const report = await imaging.assessPhoto(bytes, { id: 'mine', photo: { noise: { warn: { max: 8 }, poor: null } } });
  if (report.outcome === 'invalid') return report.problems.map(({ code }) => pictureWords.problems[code]).length;
  const prepared = await imaging.prepare(bytes, { crop: report.suggestedCrop });
  for (const { id, result } of report.checks) if (result !== 'good') pictureWords[result][id].trim();
  imaging.close();
  // @ts-expect-error -- a check of a signature
  void imaging.assessPhoto(bytes, { id: 'mine', photo: { ink: {} } });
  switch (prepared.outcome) {
    case 'prepared':
      return prepared.bytes.length + prepared.changed.map((change) => pictureWords.changes[change]).length;
    case 'invalid':
      return 0;
    default:
      return never(prepared);
  }
}

export function talk(configuration: Configuration): string[] {
  const page = new ProtocolSession(
    'page',
    () => {},
    (type) => {
      // @ts-expect-error -- a message of the page's own
      if (type === 'submit') return;
    },
  );
  const session = new ProtocolSession(
    'host',
    (text) => page.receive(text),
    (type) => {
      if (type === 'ready') session.send('configure', configuration);
    },
  );
  // @ts-expect-error -- a message of the page's
  session.send('ready');
  return [...messageTypes.page, ru.certainty.act];
}

// The same calls, whichever entry they come from.
export const entries: (typeof checkEligibility)[] = [
  checkEligibility,
  plain.checkEligibility,
  deciding.checkEligibility,
  plainDeciding.checkEligibility,
];
export const words: Messages[] = [ru, kk, en];
export const every: Record<ProblemCode, string> = ru.problems;
export const rest = [checkRuleset(ruleset()).outcome, regions()[0]?.code, version().package];

// @ts-expect-error -- a code that is none
export const unknown = ru.problems['no-such-code'];
// @ts-expect-error -- a field that is needed
checkEligibility({ document: 'identity-card', reason: 'expiry' });
// @ts-expect-error -- a field that there is not
checkEligibility({ document: 'passport', reason: 'loss', applicant: 'owner', expires: '2025-06-20' });
// @ts-expect-error -- a kind that there is not
checkEligibility({ document: 'visa', reason: 'loss', applicant: 'owner' });
// @ts-expect-error -- not before it is known to be a refusal
export const early = checkEligibility({ document: 'passport', reason: 'loss', applicant: 'owner' }).refusals;
// @ts-expect-error -- what applies is in the main entry
void applying;
// @ts-expect-error -- there is nothing to choose
void plain.init('core.wasm');
