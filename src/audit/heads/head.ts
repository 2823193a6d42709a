// A head: a signed line that says how far the chain of a stream had come, and with which digest. Written outside the
// store, so that cutting the newest entries off, or writing all of them anew, shows. Heads are chained to one another.
import { z } from 'zod';
import type { AuditKey } from './audit-key.js';
import { readSigned, signedLine } from './signed-line.js';
import type { SignedLine } from './signed-line.js';

const digest = z.string().regex(/^[\w-]{43}$/);
const place = z.int().min(0);

const head = z.object({
  v: z.literal(1),
  kind: z.literal('head'),
  /** Counts the heads of one gateway's store, from 1. */
  number: z.int().min(1),
  /** RFC 3339 in UTC. */
  at: z.string(),
  /** One per stream; a store has one. */
  streams: z.tuple([z.object({ id: z.string(), place, digest })]),
  /** Where the gateway found the chain when it started; in its first head only. */
  opened: place.optional(),
  /** True of the last head of a gateway that was shut down in order. */
  closing: z.literal(true).optional(),
  /** Digest of the line of the head before; null of the first. */
  previous: digest.nullable(),
});

/** What a head says. */
export type HeadMembers = Readonly<z.output<typeof head>>;

/** A head that was read; its signature is not checked yet. */
export interface Head extends HeadMembers {
  readonly line: SignedLine;
  /** The whole line, for the digest of it. */
  readonly text: string;
}

/** The line of a head. */
export function headLine(members: HeadMembers, key: AuditKey): string {
  return signedLine(members, key);
}

/** Reads a head; undefined for anything else. */
export function readHead(text: string): Head | undefined {
  const read = readSigned(head, text);
  return read && { ...read, text };
}
