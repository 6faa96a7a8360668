// Keys of nobody, and what OpenSSL signs with them: CMS (RFC 5652) as from another implementation than the page's.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `subject` as OpenSSL writes it. The National Certification Authority puts the IIN into serialNumber. */
export const subjectOf = (iin) => `/CN=ТЕСТ ТЕСТОВ/serialNumber=IIN${iin}/C=KZ`;

/**
 * Signs the bytes, once with a fresh key for each of `subjects`; `kind` is OpenSSL's of a key, `beside` the subject of a further
 * certificate that goes along, `more` are further arguments of `openssl cms`.
 */
export function signCms(bytes, subjects, { digest = 'sha256', kind = ['rsa:2048'], beside, more = [] } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'kualik-key-'));
  const openssl = (...args) => execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    writeFileSync(join(folder, 'bytes'), bytes);
    const certify = (subject, name) =>
      openssl('req', '-x509', '-newkey', ...kind, '-nodes', '-utf8', '-subj', subject, '-keyout', `${name}.key`, '-out', `${name}.pem`);
    const signers = subjects.flatMap((subject, at) => {
      certify(subject, at);
      return ['-signer', `${at}.pem`, '-inkey', `${at}.key`];
    });
    if (beside) {
      certify(beside, 'beside');
      signers.push('-certfile', 'beside.pem');
    }
    openssl('cms', '-sign', '-binary', '-in', 'bytes', '-outform', 'DER', '-out', 'signature', '-md', digest, ...signers, ...more);
    return new Uint8Array(readFileSync(join(folder, 'signature')));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
