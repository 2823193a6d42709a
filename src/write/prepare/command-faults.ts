// Says in a caller's words what of a command the ERP could not hold. It must never repeat the value itself.
import type { Unfit } from '../../legacy/encode/encode-value.js';
import type { RequestFault } from '../../problems/problem.js';
import type { InputCheck } from '../accept/schema-faults.js';
import type { Command, Json } from '../command.js';

/** A field that fills two places is told of once for each thing that is wrong with it. */
export function faultsOfUnfit(unfit: readonly Unfit[]): readonly RequestFault[] {
  const faults = unfit.map(({ pointer, detail }) => ({ pointer, detail: `This value ${detail}` }));
  return [...new Map(faults.map((fault) => [`${fault.pointer} ${fault.detail}`, fault])).values()];
}

/** The checks of one operation. */
export interface CommandChecks {
  readonly check: InputCheck;
  isKey(key: string | undefined): boolean;
  misfits(input: Json, key: string | undefined): readonly RequestFault[];
}

/** Why a stored command no longer fits its operation; empty when it does. */
export function faultsOfCommand(checks: CommandChecks, { input, key }: Command): readonly RequestFault[] {
  if (!checks.isKey(key)) return [{ pointer: '', detail: 'The key does not address a record any more.' }];
  const faults = checks.check(input);
  return faults.length > 0 ? faults : checks.misfits(input, key);
}
