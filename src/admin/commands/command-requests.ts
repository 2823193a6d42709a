// Reads what operators ask about commands: queries and decisions, with every fault at once.
// It must never guess a decision.
import { z } from 'zod';
import type { Decider } from '../../audit/decider.js';
import { COMMAND_MOVES } from '../../write/command-moves.js';
import type { CommandState, Json } from '../../write/command.js';
import type { CommandQuery } from '../../write/ledger.port.js';
import type { OperatorDecision } from '../../write/operators/operator-desk.js';
import { DECIDER, limit, parsed, several } from '../requests.js';

const STATES = Object.keys(COMMAND_MOVES) as [CommandState, ...CommandState[]];

const query = z.strictObject({
  state: several(z.enum(STATES)),
  operation: z.string().max(128).optional(),
  client: z.string().max(64).optional(),
  order: z.string().max(1024).optional(),
  before: z.string().length(26).optional(),
  limit,
});

/** The query of a list. Throws a Problem with every fault. */
export function readCommandList(given: unknown): CommandQuery {
  const { state, operation, client, order, before, limit: most } = parsed(query, given, 'parameter');
  return {
    limit: most,
    ...(state !== undefined && { states: state }),
    ...(operation !== undefined && { operation }),
    ...(client !== undefined && { clientId: client }),
    ...(order !== undefined && { orderKey: order }),
    ...(before !== undefined && { before }),
  };
}

const plain = z.strictObject(DECIDER);
const scalar = z.union([z.string().max(4000), z.number(), z.boolean(), z.null()]);
const refusal = z.strictObject({
  reason: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, 'Expected a word of a-z, 0-9 and hyphens, at most 64 characters.'),
  text: z.string().min(1).max(300),
});
const resolution = z
  .strictObject({
    ...DECIDER,
    outcome: z.enum(['succeeded', 'refused']),
    result: z.record(z.string(), scalar).optional(),
    refusal: refusal.optional(),
  })
  .superRefine(({ outcome, refusal: given, result }, context) => {
    if (outcome === 'refused' && given === undefined)
      context.addIssue({
        code: 'custom',
        path: ['refusal'],
        message: 'Expected the reason and the text of the refusal.',
      });
    if (outcome === 'refused' ? result !== undefined : given !== undefined)
      context.addIssue({
        code: 'custom',
        path: [outcome === 'refused' ? 'result' : 'refusal'],
        message: 'Does not go with this outcome.',
      });
  });

/** A decision and who made it. */
export interface AskedDecision {
  readonly decision: OperatorDecision;
  readonly decider: Decider;
}

/** The body of a retry or a cancel. */
export function readDecision(kind: 'retry' | 'cancel', given: unknown): AskedDecision {
  return { decision: { kind }, decider: parsed(plain, given, 'pointer') };
}

/** The body of a resolve: what the person has found out. */
export function readResolution(given: unknown): AskedDecision {
  const { by, reason, result = {}, refusal: refused } = parsed(resolution, given, 'pointer');
  const decision: OperatorDecision =
    refused === undefined ? { kind: 'succeeded', result: result as Json } : { kind: 'refused', refusal: refused };
  return { decision, decider: { by, reason } };
}
