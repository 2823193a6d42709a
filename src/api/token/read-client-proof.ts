// Finds the one way in which a token request proves its client: client_secret_basic, client_secret_post or
// private_key_jwt. It must never accept two ways at once (RFC 6749, 2.3), nor a way that is switched off.
import { ASSERTION_TYPE, LONGEST_ASSERTION } from '../../credentials/assertions/assertion-terms.js';
import { claimsOf } from '../../credentials/tokens/token-parts.js';
import type { TokenForm } from './parse-token-form.js';
import { TokenRefusal } from './token-refusal.js';

/** Which ways are switched on. */
export interface ProofSwitches {
  readonly basic: boolean;
  readonly post: boolean;
  readonly assertion: boolean;
}

/** What was presented. Never log the secret or the assertion. */
export type ClientProof =
  | { readonly kind: 'secret'; readonly clientId: string; readonly secret: string }
  | {
      readonly kind: 'assertion';
      readonly assertion: string;
      /** Whom the assertion claims to be of; nothing has been verified. */
      readonly clientId: string | undefined;
      /** The client_id beside it. */
      readonly besides: string | undefined;
    };

const BASIC = /^basic +([A-Za-z0-9+/]+={0,2}) *$/i;

/** The proof, undefined when there is none that could succeed, or a TokenRefusal for a request that breaks the rules. */
export function readClientProof(
  authorization: string | undefined,
  form: TokenForm,
  switches: ProofSwitches,
): ClientProof | undefined {
  refuseSeveralWays(authorization, form);
  if (form.client_assertion !== undefined) return switches.assertion ? fromAssertion(form) : undefined;
  if (authorization === undefined) return switches.post ? fromForm(form) : undefined;
  const proof = switches.basic ? fromHeader(authorization) : undefined;
  if (proof !== undefined && form.client_id !== undefined && form.client_id !== proof.clientId) {
    throw new TokenRefusal('invalid_request', 'client_id differs from the one in the Authorization header.');
  }
  return proof;
}

function refuseSeveralWays(authorization: string | undefined, form: TokenForm): void {
  const { client_secret: secret, client_assertion: assertion, client_assertion_type: type } = form;
  if ([authorization, secret, assertion].filter((way) => way !== undefined).length > 1) {
    const detail = 'Use the Authorization header, client_secret or client_assertion, and only one of them.';
    throw new TokenRefusal('invalid_request', detail);
  }
  if ((assertion ?? type) !== undefined && (assertion === undefined || type !== ASSERTION_TYPE)) {
    const detail = `client_assertion needs client_assertion_type ${ASSERTION_TYPE}, and the other way round.`;
    throw new TokenRefusal('invalid_request', detail);
  }
}

function fromAssertion({ client_assertion: assertion = '', client_id: besides }: TokenForm): ClientProof {
  const subject = assertion.length > LONGEST_ASSERTION ? undefined : claimsOf(assertion)?.['sub'];
  return { kind: 'assertion', assertion, clientId: typeof subject === 'string' ? subject : undefined, besides };
}

function fromForm({ client_id: clientId, client_secret: secret }: TokenForm): ClientProof | undefined {
  return clientId === undefined || secret === undefined ? undefined : { kind: 'secret', clientId, secret };
}

/** Both parts are form-encoded before they are joined (RFC 6749, 2.3.1). */
function fromHeader(authorization: string): ClientProof | undefined {
  const encoded = BASIC.exec(authorization)?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  const clientId = formDecode(text.slice(0, Math.max(colon, 0)));
  const secret = formDecode(text.slice(colon + 1));
  return clientId === undefined || secret === undefined ? undefined : { kind: 'secret', clientId, secret };
}

function formDecode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
