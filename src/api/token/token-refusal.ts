// The errors of the token endpoint in the form of RFC 6749, section 5.2, which is not the problem format.
// They must never say whether a client id exists.

/** The closed list of error codes this endpoint uses. */
export type TokenErrorCode = 'invalid_request' | 'invalid_client' | 'unsupported_grant_type' | 'invalid_scope';

/** Thrown where a token request is refused; the controller turns it into the answer. */
export class TokenRefusal extends Error {
  constructor(
    readonly error: TokenErrorCode,
    /** For the developer of the client; goes out as error_description. */
    readonly description: string,
  ) {
    super(error);
    this.name = 'TokenRefusal';
  }

  /** 401 for a client that did not prove itself, 400 for everything else. */
  get status(): 400 | 401 {
    return this.error === 'invalid_client' ? 401 : 400;
  }
}
