// Reads whose payloads are to be erased. It must never take an order that names nothing, or two things.
import { z } from 'zod';
import type { Decider } from '../../audit/decider.js';
import type { Subject } from '../../write/payloads.port.js';
import { DECIDER, parsed } from '../requests.js';

const MOST_IDS = 1_000;
const ONE_SUBJECT = 'Expected exactly one of ids, order, and field with value.';

const erasure = z
  .strictObject({
    ...DECIDER,
    ids: z.array(z.string().length(26)).min(1).max(MOST_IDS).optional(),
    order: z.string().min(1).max(1024).optional(),
    field: z.string().min(1).max(128).optional(),
    value: z.union([z.string().max(4000), z.number(), z.boolean()]).optional(),
    dryRun: z.boolean().default(false),
  })
  .superRefine(({ ids, order, field, value }, context) => {
    const named = [ids, order, field].filter((each) => each !== undefined).length;
    if (named !== 1 || (field === undefined) !== (value === undefined)) context.addIssue(ONE_SUBJECT);
  });

/** An order to erase, or to count only. */
export interface AskedErasure {
  readonly subject: Subject;
  readonly dryRun: boolean;
  readonly decider: Decider;
}

/** The body of an erasure. Throws a Problem with every fault. */
export function readErasure(given: unknown): AskedErasure {
  const { by, reason, dryRun, ids, order, field, value } = parsed(erasure, given, 'pointer');
  return { subject: subjectOf({ ids, order, field, value }), dryRun, decider: { by, reason } };
}

type Named = Pick<z.output<typeof erasure>, 'ids' | 'order' | 'field' | 'value'>;

function subjectOf({ ids, order, field = '', value = '' }: Named): Subject {
  if (ids !== undefined) return { ids };
  return order === undefined ? { field, value } : { orderKey: order };
}
