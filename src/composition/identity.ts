// Keys, clients and tokens of a running gateway, over its store. It must never make a key anew where one is kept.
import { randomBytes } from 'node:crypto';
import type { DynamicModule } from '@nestjs/common';
import { openKeyFile } from '../../adapters/folder/key-file.js';
import { MemoryPlanLimits } from '../../adapters/memory/limits/plan-limits.js';
import { BucketStorage } from '../api/limits/bucket-storage.js';
import { FailureThrottle } from '../api/token/failure-throttle.js';
import { TokenModule } from '../api/token/token.module.js';
import type { AssertionCheck } from '../credentials/assertions/assertion-check.js';
import type { ClientDirectory } from '../credentials/client-directory.port.js';
import { ExpiryWatch } from '../credentials/expiry/expiry-watch.js';
import { newPepperText, readPepper } from '../credentials/secret-digest.js';
import type { Pepper } from '../credentials/secret-digest.js';
import type { SigningKeyDesk } from '../credentials/signing/signing-key-desk.js';
import { SteadyTime } from '../credentials/judging/steady-time.js';
import { Authenticator, DEFAULT_TOKEN_CACHE_ENTRIES } from '../credentials/tokens/authenticator.js';
import { TokenIssuer } from '../credentials/tokens/issue-token.js';
import type { SigningKeys } from '../credentials/tokens/signing-keys.js';
import { agreeTerms } from '../credentials/tokens/token-terms.js';
import type { TokenTerms } from '../credentials/tokens/token-terms.js';
import { createBearerVerifier } from '../credentials/tokens/verify-bearer.js';
import { createTokenVerifier } from '../credentials/tokens/verify-token.js';
import { UsageTracker } from '../credentials/usage/usage-tracker.js';
import type { Clock } from '../kernel/clock.js';
import type { Observation, Observer } from '../observability/observation.js';
import type { Settings } from '../settings/settings.js';
import type { DataFolder } from './data-folder.js';
import { openForeignProofs } from './foreign-proofs.js';
import type { GatewayStore } from './gateway-store.js';
import { openSigning } from './signing-side.js';

/** Everything that has to do with who is asking. */
export interface Identity {
  readonly clients: ClientDirectory;
  readonly usage: UsageTracker;
  readonly pepper: Pepper;
  readonly cursorKey: Uint8Array;
  readonly authenticator: Authenticator;
  /** Counts failed proofs, at the token endpoint and of plain keys alike. */
  readonly failures: FailureThrottle;
  readonly time: SteadyTime;
  /** The token endpoint and the published keys, for the operations given. */
  readonly tokenModule: (operations: readonly string[]) => DynamicModule;
  readonly signingKeys: SigningKeyDesk;
  /** External issuers whose tokens are taken. */
  readonly issuers: readonly string[];
  /** Starts to tell of credentials that are about to end, and to change signing keys on schedule. */
  readonly watch: () => void;
  /** Stops watching and counting, and writes down the last uses; the store must still be open. */
  readonly close: () => Promise<void>;
}

/** What identity is built with. */
export interface IdentityContext {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly observe: Observer;
  readonly store: Pick<GatewayStore, 'clients' | 'usages' | 'signingKeys'>;
}

const CURSOR_KEY_BYTES = 32;

/** Opens the keys in the data folder, making them at the first start. Rejects with a sentence for people. */
export async function openIdentity(folder: DataFolder, context: IdentityContext): Promise<Identity> {
  const { settings, clock, observe, store } = context;
  const pepper = readPepper(await openKeyFile(folder.pepper, newPepperText));
  const signing = await openSigning({ folder, settings, clock, observe, store });
  const keys = signing.ring;
  const cursorKey = await openKeyFile(folder.cursorKey, () => randomBytes(CURSOR_KEY_BYTES).toString('base64url'));
  const { clients, usages } = store;
  const usage = await UsageTracker.open({ clients, usages, clock, observe });
  const lastUse = (credentialId: string) => usage.lastUse(credentialId);
  const expiry = new ExpiryWatch({ directory: clients, lastUse, clock, observe });
  const terms = agreeTerms(tokenTerms(settings));
  const apiKeys = settings.BANYAN_API_KEYS ? { clients, pepper } : undefined;
  const time = new SteadyTime(clock, (byMs) => observe(setBack(byMs)));
  const failures = new FailureThrottle(new BucketStorage(new MemoryPlanLimits(clock)));
  const { assertions, external, issuers } = await openForeignProofs({ issuer: terms.issuer, time }, context);
  const verify = createBearerVerifier(createTokenVerifier(terms, keys, clock, time), apiKeys, external);
  return {
    ...{ clients, usage, pepper, time, issuers },
    cursorKey: Buffer.from(cursorKey, 'base64url'),
    authenticator: new Authenticator(verify, clock, DEFAULT_TOKEN_CACHE_ENTRIES, time),
    failures,
    tokenModule: (operations) =>
      tokenModule({ clients, usage, pepper, terms, keys, operations, failures, time, assertions }, context),
    signingKeys: signing.desk,
    watch: () => {
      expiry.start();
      signing.rotation.start();
    },
    close: async () => {
      await signing.rotation.stop();
      await expiry.stop();
      await usage.stop();
    },
  };
}

interface TokenParts {
  readonly clients: ClientDirectory;
  readonly usage: UsageTracker;
  readonly pepper: Pepper;
  readonly terms: TokenTerms;
  readonly keys: SigningKeys;
  readonly operations: readonly string[];
  readonly failures: FailureThrottle;
  readonly time: SteadyTime;
  readonly assertions: AssertionCheck;
}

function setBack(byMs: number): Observation {
  const text =
    `The machine's clock was set back by ${Math.round(byMs / 1000)} s. Credentials go on ending as if it had not been; ` +
    'start the gateway anew once the clock is right.';
  return { kind: 'warning', topic: 'clock', text };
}

function tokenModule(parts: TokenParts, { settings, clock, observe }: IdentityContext): DynamicModule {
  const { clients, usage, pepper, terms, keys, operations, failures, time, assertions } = parts;
  const methods = settings.BANYAN_TOKEN_METHODS;
  const services = {
    clients,
    usage,
    pepper,
    observe,
    operations,
    time,
    assertions,
    failures,
    issuer: new TokenIssuer(terms, keys, clock, time),
    proofs: {
      basic: methods.includes('client_secret_basic'),
      post: methods.includes('client_secret_post'),
      assertion: methods.includes('private_key_jwt'),
    },
  };
  return TokenModule.with(services, keys);
}

function tokenTerms(settings: Settings): TokenTerms {
  return {
    issuer: publicUrl(settings),
    audience: settings.BANYAN_TOKEN_AUDIENCE,
    lifetimeSeconds: settings.BANYAN_TOKEN_LIFETIME / 1000,
  };
}

/** Address under which callers know the gateway. */
function publicUrl(settings: Settings): string {
  if (settings.BANYAN_PUBLIC_URL !== undefined) return settings.BANYAN_PUBLIC_URL;
  const scheme = settings.BANYAN_TLS_CERT === undefined ? 'http' : 'https';
  return `${scheme}://localhost:${settings.BANYAN_PORT}`;
}
