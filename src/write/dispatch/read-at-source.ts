// Reads a few rows for the write path: through the source's lane, under a deadline, like every other statement.
import { startDeadline } from '../../kernel/deadline.js';
import type { LegacyRow } from '../../legacy/legacy-value.js';
import type { ReadPlan } from '../../legacy/read-plan.js';
import { required } from './dispatch-context.js';
import type { DispatchContext } from './dispatch-context.js';

/** What reading needs of the outside. */
export type Outside = Pick<DispatchContext, 'sources' | 'sourceBindings' | 'lanes' | 'limits' | 'clock'>;

/** All rows of a plan. Rejects with a SourceFault or with the lane's Problem. */
export async function readAtSource(outside: Outside, plan: ReadPlan): Promise<readonly LegacyRow[]> {
  const { timeoutMs, waitMs } = required(outside.limits, plan.source);
  const source = required(outside.sources, plan.source);
  const rows: LegacyRow[] = [];
  using deadline = startDeadline(outside.clock, waitMs + timeoutMs);
  const read = async (held: AbortSignal): Promise<void> => {
    using own = startDeadline(outside.clock, timeoutMs, held);
    await source.read(plan, (row) => void rows.push(row), own.signal);
  };
  const use = { sort: `${plan.operation} ${plan.kind}`, easy: plan.kind === 'watermark' };
  await required(outside.lanes, plan.source).run(deadline.signal, read, use);
  return rows;
}
