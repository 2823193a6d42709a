// Finds the one way in which a token request proves its client: client_secret_basic or client_secret_post.
// It must never accept two ways at once (RFC 6749, 2.3), nor a way that is switched off.
import type { TokenForm } from './parse-token-form.js';
import { TokenRefusal } from './token-refusal.js';

/** Which ways are switched on. */
export interface ProofSwitches {
  readonly basic: boolean;
  readonly post: boolean;
}

/** What was presented. Never log the secret. */
export interface ClientProof {
  readonly clientId: string;
  readonly secret: string;
}

const BASIC = /^basic +([A-Za-z0-9+/]+={0,2}) *$/i;

/** The proof, undefined when there is none that could succeed, or a TokenRefusal for a request that breaks the rules. */
export function readClientProof(
  authorization: string | undefined,
  form: TokenForm,
  switches: ProofSwitches,
): ClientProof | undefined {
  if (authorization === undefined) return switches.post ? fromForm(form) : undefined;
  if (form.client_secret !== undefined) {
    throw new TokenRefusal('invalid_request', 'Use the Authorization header or client_secret, not both.');
  }
  const proof = switches.basic ? fromHeader(authorization) : undefined;
  if (proof !== undefined && form.client_id !== undefined && form.client_id !== proof.clientId) {
    throw new TokenRefusal('invalid_request', 'client_id differs from the one in the Authorization header.');
  }
  return proof;
}

function fromForm({ client_id: clientId, client_secret: secret }: TokenForm): ClientProof | undefined {
  return clientId === undefined || secret === undefined ? undefined : { clientId, secret };
}

/** Both parts are form-encoded before they are joined (RFC 6749, 2.3.1). */
function fromHeader(authorization: string): ClientProof | undefined {
  const encoded = BASIC.exec(authorization)?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  const clientId = formDecode(text.slice(0, Math.max(colon, 0)));
  const secret = formDecode(text.slice(colon + 1));
  return clientId === undefined || secret === undefined ? undefined : { clientId, secret };
}

function formDecode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
