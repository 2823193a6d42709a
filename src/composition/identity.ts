// Keys, clients and tokens of a running gateway. It must never make a key anew where one is kept.
import { randomBytes } from 'node:crypto';
import { ThrottlerStorageService } from '@nestjs/throttler';
import type { DynamicModule } from '@nestjs/common';
import { FolderClientDirectory } from '../../adapters/folder/client-directory.js';
import { openKeyFile } from '../../adapters/folder/key-file.js';
import { FailureThrottle } from '../api/token/failure-throttle.js';
import { TokenModule } from '../api/token/token.module.js';
import { newPepperText, readPepper } from '../credentials/secret-digest.js';
import type { Pepper } from '../credentials/secret-digest.js';
import { Authenticator } from '../credentials/tokens/authenticator.js';
import { TokenIssuer } from '../credentials/tokens/issue-token.js';
import { newSigningKeyText, readSigningKeys } from '../credentials/tokens/signing-keys.js';
import type { SigningKeys } from '../credentials/tokens/signing-keys.js';
import { agreeTerms } from '../credentials/tokens/token-terms.js';
import type { TokenTerms } from '../credentials/tokens/token-terms.js';
import { createBearerVerifier } from '../credentials/tokens/verify-bearer.js';
import { createTokenVerifier } from '../credentials/tokens/verify-token.js';
import type { Clock } from '../kernel/clock.js';
import type { Observer } from '../observability/observation.js';
import type { Settings } from '../settings/settings.js';
import type { DataFolder } from './data-folder.js';

/** Everything that has to do with who is asking. */
export interface Identity {
  readonly clients: FolderClientDirectory;
  readonly pepper: Pepper;
  readonly cursorKey: Uint8Array;
  readonly authenticator: Authenticator;
  /** The token endpoint and the published keys, for the operations given. */
  readonly tokenModule: (operations: readonly string[]) => DynamicModule;
  /** Stops watching files and counting failures. */
  readonly close: () => void;
}

/** What identity is built with. */
export interface IdentityContext {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly observe: Observer;
}

const CURSOR_KEY_BYTES = 32;

/** Opens keys and clients in the data folder, making keys at the first start. Rejects with a sentence for people. */
export async function openIdentity(folder: DataFolder, context: IdentityContext): Promise<Identity> {
  const { settings, clock, observe } = context;
  const pepper = readPepper(await openKeyFile(folder.pepper, newPepperText));
  const keys = await readSigningKeys(await openKeyFile(folder.signingKey, newSigningKeyText));
  const cursorKey = await openKeyFile(folder.cursorKey, () => randomBytes(CURSOR_KEY_BYTES).toString('base64url'));
  const clients = await FolderClientDirectory.open(folder.clients, { clock, observe });
  const terms = agreeTerms(tokenTerms(settings));
  const apiKeys = settings.BANYAN_API_KEYS ? { clients, pepper } : undefined;
  const failures = new ThrottlerStorageService();
  const verify = createBearerVerifier(createTokenVerifier(terms, keys, clock), apiKeys);
  return {
    clients,
    pepper,
    cursorKey: Buffer.from(cursorKey, 'base64url'),
    authenticator: new Authenticator(verify, clock),
    tokenModule: (operations) => tokenModule({ clients, pepper, terms, keys, operations, failures }, context),
    close: () => {
      failures.onApplicationShutdown();
      clients[Symbol.dispose]();
    },
  };
}

interface TokenParts {
  readonly clients: FolderClientDirectory;
  readonly pepper: Pepper;
  readonly terms: TokenTerms;
  readonly keys: SigningKeys;
  readonly operations: readonly string[];
  readonly failures: ThrottlerStorageService;
}

function tokenModule(parts: TokenParts, { settings, clock, observe }: IdentityContext): DynamicModule {
  const { clients, pepper, terms, keys, operations, failures } = parts;
  const methods = settings.BANYAN_TOKEN_METHODS;
  const services = {
    clients,
    pepper,
    observe,
    operations,
    issuer: new TokenIssuer(terms, keys, clock),
    failures: new FailureThrottle(failures),
    proofs: { basic: methods.includes('client_secret_basic'), post: methods.includes('client_secret_post') },
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
export function publicUrl(settings: Settings): string {
  if (settings.BANYAN_PUBLIC_URL !== undefined) return settings.BANYAN_PUBLIC_URL;
  const scheme = settings.BANYAN_TLS_CERT === undefined ? 'http' : 'https';
  return `${scheme}://localhost:${settings.BANYAN_PORT}`;
}
