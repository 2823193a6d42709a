// A client: an application that may call the API, or an administrator who may call the administration API, with its
// credentials as they are kept (never a secret itself). Frozen data.
import type { Credential } from './credential.js';

export type { Credential, CredentialProof } from './credential.js';

/** Applications call the API, administrators the administration API; neither is let in at the other's door. */
export type ClientKind = 'application' | 'administrator';

export interface Client {
  /** 1 to 64 of A-Z a-z 0-9 . _ - beginning with a letter or a digit; never given to another client again. */
  readonly id: string;
  readonly kind: ClientKind;
  readonly name: string;
  /** Whom to ask about it: a person, a team, an address. */
  readonly contact?: string;
  /** The system it speaks for, when it may write fields that system owns. */
  readonly system?: string;
  /** Of an application operation ids and patterns (`orders.list`, `orders.*`, `*`), of an administrator `admin.…` scopes. */
  readonly scopes: readonly string[];
  /** Administrators only: the scopes of applications it may hand out and whose credentials it may make. */
  readonly grants?: readonly string[];
  readonly plan?: string;
  /** Networks in CIDR notation it may call from; absent: from anywhere. */
  readonly networks?: readonly string[];
  /** Whole days a credential issued from now on lives; absent: they do not expire. */
  readonly credentialDays?: number;
  readonly createdAt: string;
  /** Revoked for good, with all its credentials. */
  readonly revokedAt?: string;
  readonly credentials: readonly Credential[];
}
