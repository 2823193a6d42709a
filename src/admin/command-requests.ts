// Reads what operators ask about commands: queries and decisions, with every fault at once.
// It must never guess a decision.
import { z } from 'zod';
import { Problem } from '../problems/problem.js';
import { COMMAND_MOVES } from '../write/command-moves.js';
import type { CommandState, Json } from '../write/command.js';
import type { CommandQuery } from '../write/ledger.port.js';
import type { Decider, OperatorDecision } from '../write/operator-desk.js';

const STATES = Object.keys(COMMAND_MOVES) as [CommandState, ...CommandState[]];
const several = <Item extends z.ZodType>(item: Item) =>
  z.union([item.transform((value) => [value]), z.array(item)]).optional();

const query = z.strictObject({
  state: several(z.enum(STATES)),
  operation: z.string().max(128).optional(),
  client: z.string().max(64).optional(),
  order: z.string().max(1024).optional(),
  before: z.string().length(26).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});

/** The query of a list. Throws a Problem with every fault. */
export function readCommandList(given: unknown): CommandQuery {
  const { state, operation, client, order, before, limit } = parsed(query, given, 'parameter');
  return {
    limit,
    ...(state !== undefined && { states: state }),
    ...(operation !== undefined && { operation }),
    ...(client !== undefined && { clientId: client }),
    ...(order !== undefined && { orderKey: order }),
    ...(before !== undefined && { before }),
  };
}

const decider = { by: z.string().max(128), reason: z.string().max(2000) };
const plain = z.strictObject(decider);
const scalar = z.union([z.string().max(4000), z.number(), z.boolean(), z.null()]);
const resolution = z.discriminatedUnion('outcome', [
  z.strictObject({ ...decider, outcome: z.literal('succeeded'), result: z.record(z.string(), scalar).optional() }),
  z.strictObject({
    ...decider,
    outcome: z.literal('refused'),
    refusal: z.strictObject({ reason: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/), text: z.string().min(1).max(300) }),
  }),
]);

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
  const asked = parsed(resolution, given, 'pointer');
  const { by, reason } = asked;
  const decision: OperatorDecision =
    asked.outcome === 'succeeded'
      ? { kind: 'succeeded', result: (asked.result ?? {}) as Json }
      : { kind: 'refused', refusal: asked.refusal };
  return { decision, decider: { by, reason } };
}

function parsed<Schema extends z.ZodType>(
  schema: Schema,
  given: unknown,
  place: 'parameter' | 'pointer',
): z.output<Schema> {
  const outcome = schema.safeParse(given ?? {});
  if (outcome.success) return outcome.data;
  const errors = outcome.error.issues.map(({ path, message }) =>
    place === 'parameter'
      ? { parameter: path.map(String).join('.'), detail: message }
      : { pointer: path.map((step) => `/${String(step)}`).join(''), detail: message },
  );
  throw new Problem('invalid-request', { errors });
}
