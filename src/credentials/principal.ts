// Who is asking, after authentication. It must never carry a secret or a token.

/** An authenticated client, as one verified token says it. Frozen; shared by all requests with that token. */
export interface Principal {
  readonly clientId: string;
  /** Names the credential the token was issued for; revocation is checked against it on every request. */
  readonly credentialId: string;
  /** Scopes as granted: operation ids and patterns such as `orders.*`. */
  readonly scopes: readonly string[];
  /** Epoch seconds after which the token is no longer accepted. */
  readonly expiresAt: number;
}
