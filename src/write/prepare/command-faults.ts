// Says in a caller's words what of a command the ERP could not hold. It must never repeat the value itself.
import type { Unfit } from '../../legacy/encode/encode-value.js';
import type { RequestFault } from '../../problems/problem.js';

/** A field that fills two places is told of once for each thing that is wrong with it. */
export function faultsOfUnfit(unfit: readonly Unfit[]): readonly RequestFault[] {
  const faults = unfit.map(({ pointer, detail }) => ({ pointer, detail: `This value ${detail}` }));
  return [...new Map(faults.map((fault) => [`${fault.pointer} ${fault.detail}`, fault])).values()];
}
