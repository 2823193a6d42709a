// The life of a signing key, derived from the clock: published before it signs, kept until its last token has expired.
// It must never need a job to happen at a certain moment: what a key is at a time follows from the records alone.

/** What is remembered of a key; its private half lies elsewhere. */
export interface SigningKeyRecord {
  /** RFC 7638 thumbprint; public. */
  readonly kid: string;
  /** RFC 3339, like every moment here. */
  readonly createdAt: string;
  /** From this moment on it signs, until another one does. */
  readonly signsFrom: string;
  /** Given up by hand: from this moment on nothing it signed is believed. */
  readonly withdrawnAt?: string;
}

/** Next: published, not signing yet. Current: signs; also when the clock was set back before the start of all. Old: only verifies. Over: neither published nor believed. */
export type SigningKeyState = 'next' | 'current' | 'old' | 'over';

/** A record, and what it is now. */
export interface StandingKey {
  readonly record: SigningKeyRecord;
  readonly state: SigningKeyState;
  /** Epoch milliseconds when it becomes over; Infinity while no later key is known. */
  readonly verifiesUntil: number;
}

/** The records as they stand at `now`, in the order in which they sign; `tokenMs` is how long a token can be believed. */
export function standingKeys(
  records: readonly SigningKeyRecord[],
  now: number,
  tokenMs: number,
): readonly StandingKey[] {
  const inOrder = [...records].sort((one, other) => signsFromOf(one) - signsFromOf(other));
  const believed = inOrder.filter(({ withdrawnAt }) => withdrawnAt === undefined);
  const signing = believed.findLast((each) => signsFromOf(each) <= now) ?? believed[0];
  return inOrder.map((record, index) => {
    const successor = inOrder.slice(index + 1).find(({ withdrawnAt }) => withdrawnAt === undefined);
    const verifiesUntil = successor === undefined ? Infinity : signsFromOf(successor) + tokenMs;
    return { record, state: stateOf(record, { now, verifiesUntil, signs: record === signing }), verifiesUntil };
  });
}

/** The next moment at which one of them becomes something else; Infinity when there is none. */
export function nextChange(keys: readonly StandingKey[], now: number): number {
  const moments = keys.flatMap(({ record, verifiesUntil }) => [signsFromOf(record), verifiesUntil]);
  return Math.min(...moments.filter((moment) => moment > now), Infinity);
}

/** Epoch milliseconds. */
export function signsFromOf({ signsFrom }: SigningKeyRecord): number {
  return Date.parse(signsFrom);
}

function stateOf(
  { withdrawnAt, signsFrom }: SigningKeyRecord,
  at: { readonly now: number; readonly verifiesUntil: number; readonly signs: boolean },
): SigningKeyState {
  if (withdrawnAt !== undefined || at.now >= at.verifiesUntil) return 'over';
  if (at.signs) return 'current';
  return Date.parse(signsFrom) > at.now ? 'next' : 'old';
}
