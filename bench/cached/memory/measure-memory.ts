// What a hundred thousand answers leave behind in memory, against the bytes the cache was allowed.
import { SERVER_CORE } from '../../processes/cores.js';
import { MeasuredProcess } from '../../processes/measured-process.js';
import { startFlags } from '../../processes/start-flags.js';
import type { Filled, Filling } from './memory-process.js';
import type { QuestionKind } from './sample-questions.js';

/** Answers put in, one after the other. */
export const ANSWERS = 100_000;
/** The default of BANYAN_CACHE_BYTES, and one that holds all single orders: there nothing is let go. */
const BOUNDS = [134_217_728, 402_653_184] as const;

/** One filling. */
export interface MemorySeen extends Filled {
  readonly kind: QuestionKind;
}

/** Every filling in a process of its own. */
export async function measureMemory(): Promise<readonly MemorySeen[]> {
  const [usual, roomy] = BOUNDS;
  return [
    await filled('single orders', usual),
    await filled('pages', usual),
    await filled('nine to one', usual),
    await filled('single orders', roomy),
  ];
}

async function filled(kind: QuestionKind, maxBytes: number): Promise<MemorySeen> {
  const flags = [...startFlags(), '--expose-gc'];
  const file = 'bench/cached/memory/memory-process.js';
  await using process = new MeasuredProcess({ file, flags, core: SERVER_CORE });
  const filling: Filling = { kind, answers: ANSWERS, maxBytes };
  return { kind, ...(await process.ask<Filled>('fill', filling)) };
}
