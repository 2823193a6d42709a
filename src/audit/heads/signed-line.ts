// A line of JSON with its signature as the last member: heads and checkpoints are such lines.
// It must never sign or check anything but the very bytes that stand before the signature.
import { sign, verify } from 'node:crypto';
import type { z } from 'zod';
import type { AuditKey, AuditPublicKey } from './audit-key.js';

/** A line taken apart; `signed` is not checked yet. */
export interface SignedLine {
  readonly value: Readonly<Record<string, unknown>>;
  /** Id of the key that is said to have signed it. */
  readonly key: string;
  readonly signed: string;
  readonly signature: string;
}

const SIGNATURE = /^(\{.+),"signature":"([\w-]{86})"\}$/u;

/** The members as one line, with the id of the key and a signature over all of it (ES256, raw form, base64url). */
export function signedLine(members: object, key: AuditKey): string {
  const signed = JSON.stringify({ ...members, key: key.id });
  const signature = sign('sha256', Buffer.from(signed), { key: key.secret, dsaEncoding: 'ieee-p1363' });
  return `${signed.slice(0, -1)},"signature":"${signature.toString('base64url')}"}`;
}

/** What a line of one kind says, and the line itself, whose signature is not checked yet; undefined for anything else. */
export function readSigned<Members extends object>(
  schema: z.ZodType<Members>,
  text: string,
): (Members & { readonly line: SignedLine }) | undefined {
  const line = readSignedLine(text);
  const found = line === undefined ? undefined : schema.safeParse(line.value);
  return line === undefined || found?.success !== true ? undefined : { ...found.data, line };
}

/** Takes a line apart; undefined for anything that is no signed line. */
function readSignedLine(line: string): SignedLine | undefined {
  const [, open, signature] = SIGNATURE.exec(line) ?? [];
  if (open === undefined || signature === undefined) return undefined;
  try {
    const value = JSON.parse(`${open}}`) as Readonly<Record<string, unknown>>;
    return typeof value['key'] === 'string' ? { value, key: value['key'], signed: `${open}}`, signature } : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the key made the signature. */
export function isSignedBy({ signed, signature }: SignedLine, { key }: AuditPublicKey): boolean {
  const bytes = Buffer.from(signature, 'base64url');
  return verify('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }, bytes);
}
