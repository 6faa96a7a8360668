import { signingFor, type Gateway } from '../gateway/gateway.ts';
import type { HostLink } from '../host/host.ts';
import type { Language } from '../locales/language.ts';
import { noSigning } from '../signing/none.ts';
import type { Signing } from '../signing/signing.ts';

/** The kind of gateway that is configured. */
export const kindOf = ({ gateway }: TransportSetup): Gateway['kind'] => (typeof gateway === 'object' ? gateway.kind : gateway);

/** The configuration of sending and signing. */
export interface TransportSetup {
  gateway: Gateway['kind'] | Gateway;
  endpoint: string | undefined;
  signing: Signing['kind'] | Signing | undefined;
  link: HostLink | undefined;
  /** How long the host may take to answer, in milliseconds. */
  timeouts: { signing?: number; sending?: number };
  language: Language;
}

/** What sends applications, and what signs them. */
export interface Transport {
  gateway: Gateway;
  signing: Signing;
}

/** Loads the configured transport. */
export class TransportLoader {
  /** Undefined while it loads; `null` if the configuration cannot send anything. */
  transport: Transport | null | undefined;
  /** Loading failed; the next attempt to send tries again. */
  hasFailed = false;
  /** Counts loads; only the latest one counts. */
  #loads = 0;

  constructor(
    private readonly setup: () => TransportSetup,
    private readonly changed: () => void,
  ) {}

  async load(): Promise<void> {
    this.#loads += 1;
    const load = this.#loads;
    this.transport = undefined;
    const loaded = await transportFor(this.setup()).catch(() => 'failed' as const);
    if (load !== this.#loads) return;
    this.hasFailed = loaded === 'failed';
    this.transport = loaded === 'failed' ? undefined : (loaded ?? null);
    this.changed();
  }
}

/** `undefined` if the configuration has no endpoint, or would send an unsigned application. */
async function transportFor(setup: TransportSetup): Promise<Transport | undefined> {
  const { signing, link, timeouts, language } = setup;
  const kind = kindOf(setup);
  const signs = signingFor(signing, kind);
  const signsKind = typeof signs === 'object' ? signs.kind : signs;
  if (signs === undefined || (signsKind === 'none' && kind !== 'sandbox')) return undefined;
  const [sends, signer] = await Promise.all([gatewayOf(setup), signingOf(signs, link, timeouts.signing, language)]);
  return sends && { gateway: sends, signing: signer };
}

/** Loads the configured gateway; `undefined` if the configuration has no endpoint. */
export async function gatewayOf({ gateway, endpoint, link, timeouts }: TransportSetup): Promise<Gateway | undefined> {
  if (typeof gateway === 'object') return gateway;
  switch (gateway) {
    case 'sandbox':
      return (await import('../gateway/sandbox.ts')).sandboxGateway();
    case 'host':
      return (await import('../gateway/host.ts')).hostGateway(link, timeouts.sending);
    case 'http':
      return endpoint ? (await import('../gateway/http.ts')).httpGateway({ endpoint }) : undefined;
  }
}

async function signingOf(
  signing: Signing['kind'] | Signing,
  link: HostLink | undefined,
  timeout: number | undefined,
  language: Language,
): Promise<Signing> {
  if (typeof signing === 'object') return signing;
  switch (signing) {
    case 'none':
      return noSigning;
    case 'host':
      return (await import('../signing/host.ts')).hostSigning(link, timeout);
    case 'ncalayer':
      return (await import('../signing/ncalayer.ts')).ncalayerSigning({ language });
  }
}
