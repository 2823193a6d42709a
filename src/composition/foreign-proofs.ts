// What others sign and the gateway believes: assertions of clients, and tokens of external issuers.
// It must never trust an issuer or a host that the settings do not name.
import { HttpKeySets } from '../../adapters/http/jwks-fetch.js';
import { AssertionCheck } from '../credentials/assertions/assertion-check.js';
import { ExternalTokens } from '../credentials/issuers/external-tokens.js';
import { readIssuers } from '../credentials/issuers/read-issuers.js';
import type { TrustedIssuer } from '../credentials/issuers/trusted-issuer.js';
import { KeySetCache } from '../credentials/key-sets/key-set-cache.js';
import type { SteadyTime } from '../credentials/judging/steady-time.js';
import type { Clock } from '../kernel/clock.js';
import type { Observer } from '../observability/observation.js';
import type { Settings } from '../settings/settings.js';
import type { GatewayStore } from './gateway-store.js';
import { readNamedFile } from './secrets/read-named-file.js';

/** Both ways, and whom they trust. */
export interface ForeignProofs {
  readonly assertions: AssertionCheck;
  readonly external: ExternalTokens;
  /** Names of the trusted issuers. */
  readonly issuers: readonly string[];
}

/** What they are opened with. */
export interface ForeignProofContext {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly observe: Observer;
  readonly store: Pick<GatewayStore, 'clients'>;
}

/** What else they go by. */
export interface ForeignProofTerms {
  /** Issuer of our own tokens. */
  readonly issuer: string;
  readonly time: SteadyTime;
}

/** Reads the file of issuers; rejects with a sentence for people that names every fault in it. */
export async function openForeignProofs(
  { issuer, time }: ForeignProofTerms,
  context: ForeignProofContext,
): Promise<ForeignProofs> {
  const { settings, clock } = context;
  const { clients } = context.store;
  const issuers = await issuersOf(settings.BANYAN_ISSUERS_FILE, issuer);
  const terms = { audiences: [issuer, `${issuer}/oauth/token`], startedAt: clock.now() };
  const keySets = keySetsOf(settings.BANYAN_JWKS_HOSTS, context);
  // Of their own, so that whoever floods the keys of a client does not keep those of an issuer from being looked at.
  const issuerKeys = keySetsOf(
    issuers.map(({ jwksUri }) => new URL(jwksUri).host),
    context,
  );
  return {
    assertions: new AssertionCheck({ clients, keySets, clock, time, terms }),
    external: new ExternalTokens({ issuers, keySets: issuerKeys, clients, time }),
    issuers: issuers.map((each) => each.issuer),
  };
}

function keySetsOf(allowedHosts: readonly string[], { settings, clock, observe }: ForeignProofContext): KeySetCache {
  const source = new HttpKeySets({ allowedHosts }, clock);
  return new KeySetCache({ source, clock, observe, outageMs: settings.BANYAN_JWKS_OUTAGE });
}

async function issuersOf(path: string | undefined, own: string): Promise<readonly TrustedIssuer[]> {
  if (path === undefined) return [];
  const read = readIssuers(await readNamedFile('BANYAN_ISSUERS_FILE', path), own);
  if (!read.ok) throw new Error([`The file of issuers ${path} has faults:`, ...read.faults].join('\n  '));
  return read.value;
}
