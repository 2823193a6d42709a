// Every step at which a gateway may die.
import type { Failpoint } from '../../src/write/failpoint.js';

/** Named here once; the compiler sees to it that none is missing. */
const ALL: Readonly<Record<Failpoint, true>> = {
  accepting: true,
  accepted: true,
  claimed: true,
  delivering: true,
  delivered: true,
  settled: true,
  verifying: true,
  verified: true,
  'batch-claimed': true,
  'batch-sealed': true,
  'publish:writing': true,
  'publish:checked': true,
  'publish:renaming': true,
  'publish:renamed': true,
  published: true,
  'acknowledgement-read': true,
  'acknowledgement-settled': true,
};

export const FAILPOINTS: readonly string[] = Object.keys(ALL);
