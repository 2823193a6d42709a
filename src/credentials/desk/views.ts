// Clients and credentials as people see them: with the state of this moment and who used what last.
// It must never show a digest.
import type { JsonWebKey } from 'node:crypto';
import { endOf, stateOf } from '../credential-state.js';
import type { CredentialState } from '../credential-state.js';
import type { CredentialUsage } from '../credential-usage.port.js';
import type { Client, ClientKind } from '../client.js';
import type { Credential, Retirement } from '../credential.js';
import { instant } from '../rotation/rotation.js';
import { endsWithoutSuccessor } from './successor.js';

/** A credential. Moments are RFC 3339. */
export interface CredentialView {
  readonly id: string;
  readonly kind: Credential['kind'];
  readonly state: CredentialState;
  readonly createdAt: string;
  readonly startsAt?: string;
  readonly expiresAt?: string;
  /** When it is over as things stand: expired, retired or revoked. Absent: it does not end by itself. */
  readonly endsAt?: string;
  readonly retirement?: Retirement;
  /** Retiring, and no other one of its kind takes its place when it ends: let it stay, or make another one. */
  readonly endsWithoutSuccessor?: true;
  readonly revokedAt?: string;
  /** Written down at once, unlike the last use. */
  readonly firstUsedAt?: string;
  /**
   * When, from where and by which operation it was last used. Absent with `firstUsedAt` there: it was used then, and
   * perhaps later; a gateway that was killed has lost up to a minute of uses. Absent without: it was never used.
   */
  readonly lastUse?: Omit<CredentialUsage, 'credentialId'>;
  /** Of a public key. */
  readonly jwk?: JsonWebKey;
  /** Of a key set. */
  readonly jwksUri?: string;
  /** Of an external issuer. */
  readonly issuer?: string;
  readonly subject?: string;
}

/** A client. */
export interface ClientView extends Omit<Client, 'credentials'> {
  /** The oldest first. */
  readonly credentials: readonly CredentialView[];
}

/** A credential that was just made. */
export interface IssuedView {
  readonly client: ClientView;
  readonly credential: CredentialView;
  /** Of a secret: shown this once, kept nowhere. Never log it. */
  readonly secret?: string;
}

/** A credential that is about to end, and whose. */
export interface EndingCredential {
  readonly clientId: string;
  readonly clientKind: ClientKind;
  readonly clientName: string;
  readonly contact?: string;
  readonly credential: CredentialView & { readonly endsAt: string };
}

/** Who knows of the last use of a credential. */
export type LastUse = (credentialId: string) => CredentialUsage | undefined;

/** A client as of `now`. */
export function viewClient(client: Client, now: number, lastUse: LastUse): ClientView {
  const { credentials: all } = client;
  return { ...client, credentials: all.map((each) => viewCredential(each, all, now, lastUse)) };
}

/** A credential as of `now`, one of `all` of its client. */
export function viewCredential(
  credential: Credential,
  all: readonly Credential[],
  now: number,
  lastUse: LastUse,
): CredentialView {
  const { id, kind, createdAt, startsAt, expiresAt, retirement, revokedAt, firstUsedAt } = credential;
  const end = endOf(credential);
  const used = lastUse(id);
  return {
    ...{ id, kind, state: stateOf(credential, now), createdAt },
    ...(startsAt !== undefined && { startsAt }),
    ...(expiresAt !== undefined && { expiresAt }),
    ...(end !== Infinity && { endsAt: instant(end) }),
    ...(retirement !== undefined && { retirement }),
    ...(endsWithoutSuccessor(credential, all, now) && { endsWithoutSuccessor: true as const }),
    ...(revokedAt !== undefined && { revokedAt }),
    ...(firstUsedAt !== undefined && { firstUsedAt }),
    ...(used !== undefined && { lastUse: lastUseOf(used) }),
    ...proofOf(credential),
  };
}

function lastUseOf({ lastUsedAt, address, operation }: CredentialUsage): NonNullable<CredentialView['lastUse']> {
  return { lastUsedAt, address, operation };
}

function proofOf(credential: Credential): Pick<CredentialView, 'jwk' | 'jwksUri' | 'issuer' | 'subject'> {
  switch (credential.kind) {
    case 'secret':
      return {};
    case 'public-key':
      return { jwk: credential.jwk };
    case 'key-set':
      return { jwksUri: credential.jwksUri };
    case 'issuer':
      return { issuer: credential.issuer, subject: credential.subject };
  }
}
