// What can be noticed about the life of credentials. Members of the union in observation.ts.
// It must never carry a secret, a digest, or whom to ask about a client.

export type CredentialObservation =
  | {
      /** The end of a credential comes near; said once 30, 7 and 1 days before. */
      readonly kind: 'credential-expiring';
      readonly clientId: string;
      readonly clientKind: 'application' | 'administrator';
      readonly credentialId: string;
      readonly proof: 'secret' | 'public-key' | 'key-set' | 'issuer';
      /** Nothing takes its place, or something does and it is used all the same. */
      readonly cause: 'not-replaced' | 'still-in-use';
      /** RFC 3339. */
      readonly endsAt: string;
      readonly daysLeft: 30 | 7 | 1;
    }
  | {
      /** Which clients lose their last credential within 30 days; said every hour. The soonest first, not all of very many. */
      readonly kind: 'credentials-standing';
      /** `endsAt` in epoch seconds. */
      readonly soonest: readonly { readonly clientId: string; readonly endsAt: number }[];
    };
