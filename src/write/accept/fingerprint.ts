// The fingerprint of a write: what must be equal for two requests with the same key to be the same request.
// It must never contain anything that may differ between a request and its retry, such as a correlation id.
import { hash } from 'node:crypto';
import type { Json } from '../command.js';
import { canonicalJson } from './canonical-json.js';

/** The parts a request is told apart by. */
export interface FingerprintParts {
  readonly version: string;
  /** Path as sent, without query. */
  readonly path: string;
  readonly input: Json;
  readonly ifMatch: string | undefined;
}

/** SHA-256 in base64url over the parts as a JSON list, so that none can run into its neighbour. */
export function fingerprint({ version, path, input, ifMatch }: FingerprintParts): string {
  const text = canonicalJson([version, path, input, ifMatch ?? null]);
  return hash('sha256', text, 'base64url');
}
