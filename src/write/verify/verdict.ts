// What one question about a command of unknown outcome has found.
import type { Json } from '../command.js';
import type { ReadResults } from '../prepare/output-results.js';

export type Verdict =
  | { readonly kind: 'happened'; readonly found: ReadResults; readonly evidence: Json }
  /** Proven: it may be tried again. */
  | { readonly kind: 'did-not-happen'; readonly evidence: Json }
  /** Asked again later. */
  | { readonly kind: 'open'; readonly reason: string }
  /** What was found may belong to another: a person must look. */
  | { readonly kind: 'ambiguous'; readonly reason: string; readonly evidence: Json };

export const open = (reason: string): Verdict => ({ kind: 'open', reason });

/** The command happened, as `place` shows. */
export function happened(found: ReadResults, evidence: { readonly [name: string]: Json }): Verdict {
  const unreadable = found.unreadable.length > 0 && { unreadable: found.unreadable };
  return { kind: 'happened', found, evidence: { ...evidence, ...unreadable } };
}

/** Epoch milliseconds for people. */
export const instantOf = (time: number): string => new Date(time).toISOString();
