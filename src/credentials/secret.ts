// The text form of a client secret: `bny_<public id>_<256 random bits>_<checksum>`, all in lower-case hex.
// It must never decide whether a secret is right; it only says whether the text can be one at all.
import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** Lets scanners recognise a leaked secret, and admission tell an API key from a token. */
export const SECRET_PREFIX = 'bny_';

const SHAPE = /^bny_([0-9a-f]{16})_[0-9a-f]{64}_([0-9a-f]{8})$/;
const LENGTH = 'bny_'.length + 16 + 1 + 64 + 1 + 8;
const CHECKSUM_LENGTH = 1 + 8;

/** A text of the right shape whose checksum fits. Whether anybody ever issued it is another matter. */
export interface WellFormedSecret {
  /** Public: may stand in tokens and logs. */
  readonly credentialId: string;
  /** The whole text. Never log it. */
  readonly text: string;
}

/** Makes a new secret with a fresh public id. */
export function makeSecret(): WellFormedSecret {
  const credentialId = randomBytes(8).toString('hex');
  const body = `${SECRET_PREFIX}${credentialId}_${randomBytes(32).toString('hex')}`;
  return { credentialId, text: `${body}_${checksum(body)}` };
}

/**
 * Takes a presented text apart, or says undefined when it cannot be a secret. Costs nothing for over-long input, and
 * catches typing errors before any look-up, because the checksum covers everything before it.
 */
export function parseSecret(text: string): WellFormedSecret | undefined {
  if (text.length !== LENGTH) return undefined;
  const match = SHAPE.exec(text);
  if (match === null || match[2] !== checksum(text.slice(0, -CHECKSUM_LENGTH))) return undefined;
  return { credentialId: match[1] ?? '', text };
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, '0');
}
