// Says out loud that the ERP holds a value that breaks the contract. It must never say the value.
import type { MisfitPolicy } from '../../facade/binding.js';
import type { Observer } from '../../observability/observation.js';
import type { PreparedRead } from '../plan/prepared-read.js';
import type { ReportMisfit } from './shape-row.js';

const HANDLING = { refuse: 'refused', skip: 'skipped', mask: 'masked' } as const satisfies Record<MisfitPolicy, string>;

/** Reports the misfits of one operation. */
export function misfitReporter(read: PreparedRead, observe: Observer): ReportMisfit {
  const operation = read.operation.id;
  const resource = read.resource.name;
  return (field, reason, policy) =>
    observe({ kind: 'misfit', operation, resource, field, reason, handling: HANDLING[policy] });
}
