// A client: an application that may call the API, and its credentials as they are kept (never the secret itself).

/** A kept credential. Rotation adds states and dates here; the first version knows only active ones. */
export interface Credential {
  /** Public id inside the secret; names the credential in tokens and logs. */
  readonly id: string;
  /** HMAC-SHA-256 of the secret under the pepper, base64url, 43 characters. */
  readonly digest: string;
  /** RFC 3339. */
  readonly createdAt: string;
}

export interface Client {
  readonly id: string;
  readonly name: string;
  /** The system it speaks for, when it may write fields that system owns. */
  readonly system?: string;
  /** Operation ids and patterns: `orders.list`, `orders.*`, `*`. */
  readonly scopes: readonly string[];
  readonly plan?: string;
  readonly credentials: readonly Credential[];
}
