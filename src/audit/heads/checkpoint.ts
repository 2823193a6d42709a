// A checkpoint: a signed line that stands for the oldest entries, which retention has let go.
// It must never be signed for entries younger than the policy it names.
import { z } from 'zod';
import { DAY_MS } from '../../kernel/duration.js';
import { readSigned, signedLine } from './signed-line.js';
import type { SignedLine } from './signed-line.js';
import type { AuditKey } from './audit-key.js';

const checkpoint = z.object({
  v: z.literal(1),
  kind: z.literal('checkpoint'),
  /** When it was signed, RFC 3339 in UTC. */
  at: z.string(),
  stream: z.string(),
  /** The last entry that was let go; the chain goes on behind it. */
  place: z.int().min(1),
  digest: z.string().regex(/^[\w-]{43}$/),
  /** When the youngest entry that was let go was appended. */
  youngest: z.string(),
  /** Milliseconds an entry has to be kept, by the policy of that time. */
  keptMs: z.int().min(0),
});

/** What a checkpoint says. */
export type CheckpointMembers = Readonly<z.output<typeof checkpoint>>;

/** A checkpoint that was read; its signature is not checked yet. */
export interface Checkpoint extends CheckpointMembers {
  readonly line: SignedLine;
}

/** The line of a checkpoint. */
export function checkpointLine(members: CheckpointMembers, key: AuditKey): string {
  return signedLine(members, key);
}

/** Reads a checkpoint; undefined for anything else. */
export function readCheckpoint(text: string): Checkpoint | undefined {
  return readSigned(checkpoint, text);
}

/** What is wrong with the age of what it stands for; undefined when nothing is. `atLeastMs` is what must have been kept. */
export function ageFault({ at, youngest, keptMs }: CheckpointMembers, atLeastMs = 0): string | undefined {
  const age = Date.parse(at) - Date.parse(youngest);
  const owed = Math.max(keptMs, atLeastMs);
  if (age >= owed) return undefined;
  return `Entries up to one of ${youngest} were let go on ${at}, and had to be kept for ${days(owed)} days.`;
}

function days(ms: number): number {
  return Math.round(ms / DAY_MS);
}
