import { type BaseBlock, Constructed, ObjectIdentifier, OctetString, fromBER } from 'asn1js';
import { isSame } from '../is-same.ts';
import { largestSignature } from './signing.ts';

/** What a signature must be over, and by whom. */
export interface Expected {
  canonical: Uint8Array;
  /** Lower-case hexadecimal, of `canonical`. */
  sha256: string;
  /** The applicant's. */
  iin: string;
}

/** `protocol`: no CMS that can be read; `other-content`: not over these bytes; `wrong-signer`: not by this person, or not alone. */
export type CmsFault = 'protocol' | 'other-content' | 'wrong-signer';

/** By their object identifiers (RFC 5754; NIST CSOR), as WebCrypto names them. */
const digests: Record<string, string> = {
  '2.16.840.1.101.3.4.2.1': 'SHA-256',
  '2.16.840.1.101.3.4.2.2': 'SHA-384',
  '2.16.840.1.101.3.4.2.3': 'SHA-512',
};
/** Kazakhstan's own algorithms, GOST's among them: WebCrypto has none, so they are left to the server (X.660: member body 398). */
const national = '1.2.398.';
const signedData = '1.2.840.113549.1.7.2';
const messageDigest = '1.2.840.113549.1.9.4';
/** The attribute of a subject in which the National Certification Authority puts `IIN` and the number (X.520, serialNumber). */
const serialNumber = '2.5.4.5';

/**
 * Reads a detached CMS signature (RFC 5652, DER or BER) before it is sent: one signer, whose certificate is in it and names the
 * applicant, over these very bytes. `undefined`: nothing is wrong with it as far as can be seen here. Whether the signature
 * itself and the certificate hold is for the server: this finds a wrong key and a mistake, not whoever forges both.
 */
export async function cmsFault(bytes: Uint8Array, { canonical, sha256, iin }: Expected): Promise<CmsFault | undefined> {
  if (bytes.length > largestSignature) return 'protocol';
  let signature: ReturnType<typeof read>;
  try {
    signature = read(bytes);
  } catch {
    // Nested without end, or in a way that the parser refuses.
  }
  if (!signature) return 'protocol';
  const [signer, another] = signature.signers;
  if (another) return 'wrong-signer';
  if (!signer?.digest || !signer.subject) return 'protocol';
  if (signature.content && !isSame(signature.content, canonical)) return 'other-content';
  const name = digests[signer.algorithm];
  if (!name && !signer.algorithm.startsWith(national)) return 'protocol';
  const expected = name === 'SHA-256' ? sha256 : name && (await digestOf(canonical, name));
  if (expected !== undefined && hexOf(signer.digest) !== expected) return 'other-content';
  return signer.subject.includes(`IIN${iin}`) ? undefined : 'wrong-signer';
}

/** Lower-case hexadecimal; `undefined` on an insecure page, which has no WebCrypto. */
async function digestOf(bytes: Uint8Array, name: string): Promise<string | undefined> {
  if (!globalThis.crypto?.subtle) return undefined;
  return hexOf(new Uint8Array(await crypto.subtle.digest(name, bytes as Uint8Array<ArrayBuffer>)));
}

interface Signer {
  algorithm: string;
  digest: Uint8Array | undefined;
  /** The serial numbers in the subject of its certificate, if that is there. */
  subject: string[] | undefined;
}

function read(bytes: Uint8Array): { content: Uint8Array | undefined; signers: Signer[] } | undefined {
  const { offset, result } = fromBER(bytes as Uint8Array<ArrayBuffer>);
  if (offset !== bytes.length) return undefined;
  const [type, wrapped] = inside(result);
  if (oidOf(type) !== signedData) return undefined;
  const parts = inside(inside(wrapped)[0]);
  const content = octetsOf(inside(inside(parts[2])[1])[0]);
  const certificates = inside(parts.find((part) => isTagged(part, 0)));
  const signers = parts[parts.length - 1];
  if (!signers || parts.length < 4 || isTagged(signers, 0) || isTagged(signers, 1)) return undefined;
  return { content, signers: inside(signers).map((signer) => signerOf(signer, certificates)) };
}

function signerOf(signer: BaseBlock, certificates: readonly BaseBlock[]): Signer {
  const [, sid, algorithm, attributes] = inside(signer);
  const [, values] = isTagged(attributes, 0) ? (pairs(attributes).find(([type]) => oidOf(type) === messageDigest) ?? []) : [];
  const certificate = certificates.map(namesOf).find(({ issuer, number }) => {
    const [from, its] = inside(sid);
    return issuer !== undefined && issuer === derOf(from) && number === derOf(its);
  });
  return { algorithm: oidOf(inside(algorithm)[0]), digest: octetsOf(inside(values)[0]), subject: certificate?.subject };
}

/** Of a certificate (RFC 5280, 4.1): what names it, and the serial numbers in its subject. */
function namesOf(certificate: BaseBlock): { issuer: string | undefined; number: string | undefined; subject: string[] } {
  const fields = inside(inside(certificate)[0]);
  // The version is left out in those of the first.
  const [number, , issuer, , subject] = fields.slice(isTagged(fields[0], 0) ? 1 : 0);
  const found = inside(subject)
    .flatMap(pairs)
    .filter(([type]) => oidOf(type) === serialNumber);
  return { issuer: derOf(issuer), number: derOf(number), subject: found.map(([, value]) => String(value && textOf(value))) };
}

const inside = (block: BaseBlock | undefined): BaseBlock[] => (block instanceof Constructed ? block.valueBlock.value : []);
const pairs = (set: BaseBlock | undefined): BaseBlock[][] => inside(set).map(inside);
const isTagged = (block: BaseBlock | undefined, tag: number): boolean => block?.idBlock.tagClass === 3 && block.idBlock.tagNumber === tag;
const oidOf = (block: BaseBlock | undefined): string => (block instanceof ObjectIdentifier ? block.getValue() : '');
const octetsOf = (block: BaseBlock | undefined): Uint8Array | undefined =>
  block instanceof OctetString ? new Uint8Array(block.getValue()) : undefined;
const derOf = (block: BaseBlock | undefined): string | undefined => block && hexOf(new Uint8Array(block.toBER()));
/** Any of the string types of a name. */
const textOf = (block: BaseBlock): unknown => ('getValue' in block ? (block as { getValue(): unknown }).getValue() : undefined);
const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
