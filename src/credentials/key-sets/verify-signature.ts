// Checks one signature with one key and the one algorithm that was agreed on.
// It must never throw for what somebody sent.
import { compactVerify } from 'jose';
import type { SignatureAlgorithm, VerificationKey } from './verification-key.js';

/** Whether the key has signed the token. */
export async function verifySignature(
  token: string,
  { key }: Pick<VerificationKey, 'key'>,
  algorithm: SignatureAlgorithm,
): Promise<boolean> {
  try {
    await compactVerify(token, key, { algorithms: [algorithm] });
    return true;
  } catch {
    return false;
  }
}
