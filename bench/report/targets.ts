// What must hold, and how far a measurement may miss it before that counts.
// It must never be loosened to make a run pass: a target that cannot be held is an open question, not a number.

/** Repeated runs on an idle machine differ by this much; see README.md. */
export const NOISE = 0.1;

/** One measured value and its bound. */
export interface Target {
  readonly name: string;
  readonly value: number;
  readonly bound: number;
  readonly kind: 'at least' | 'at most';
  readonly unit: string;
}

/** `within noise`: missed, but by less than two runs of the same program differ. */
export type Verdict = 'holds' | 'within noise' | 'missed';

export function verdictOf({ value, bound, kind }: Target): Verdict {
  const missedBy = (kind === 'at most' ? value - bound : bound - value) / bound;
  if (missedBy <= 0) return 'holds';
  return missedBy <= NOISE ? 'within noise' : 'missed';
}
