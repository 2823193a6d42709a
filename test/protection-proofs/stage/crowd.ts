// Callers that ask again and again, each with a short rest, until they are told to end.
// It must never wait as long as Retry-After says: these are the impatient ones.
import { ConstantLoad } from '../../resilience/constant-load.js';
import type { Ending } from './proof-client.js';

/** How callers behave. */
export interface CrowdManners {
  readonly callers: number;
  /** Rest after an answer, and after anything else, in milliseconds. */
  readonly restMs: number;
  readonly impatientMs: number;
}

/** A crowd that asks until it is disposed; `ask` is told who asks and how often that one has asked before. */
export function crowd(
  { callers, restMs, impatientMs }: CrowdManners,
  ask: (caller: number, turn: number) => Promise<Ending>,
): ConstantLoad<Ending> {
  const turns = new Map<number, number>();
  return new ConstantLoad(callers, async (caller) => {
    const turn = turns.get(caller) ?? 0;
    turns.set(caller, turn + 1);
    const ending = await ask(caller, turn);
    const isGood = ending.kind === 'told' && ending.status < 400;
    await rest(isGood ? restMs : impatientMs);
    return ending;
  });
}

/** Waits so many milliseconds. */
export function rest(ms: number): Promise<void> {
  return new Promise((wake) => setTimeout(wake, ms));
}
