// The port to what is known of the last use of each credential.
// It must never keep more than the last one: this answers "who still uses the old one?", it is not an access log.

/** The last time a credential proved its holder, or a token that it was issued for was used. */
export interface CredentialUsage {
  readonly credentialId: string;
  /** RFC 3339. */
  readonly lastUsedAt: string;
  /** Remote address as admission saw it. */
  readonly address: string;
  /** Operation id, or the name of a built-in route such as `token`. */
  readonly operation: string;
}

/**
 * Keeps the last use of the credentials that clients hold; with a credential that its client has no more, its last use goes
 * in the same commit. A process that dies may lose the last minute.
 */
export abstract class CredentialUsages {
  /** All that is known, in order of credential id. */
  abstract list(): Promise<readonly CredentialUsage[]>;
  /** Keeps these, each only when a client holds it and it is later than what is known; resolves when they are on disk. */
  abstract record(usages: readonly CredentialUsage[]): Promise<void>;
}
