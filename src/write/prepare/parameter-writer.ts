// Writes all parameters of a procedure from a command, or says everything that the ERP could not hold.
// It must never leave a declared parameter out.
import type { ProcedureBinding, ProcedureParameter } from '../../facade/binding-of-commands.js';
import { failure, success } from '../../kernel/outcome.js';
import type { Outcome } from '../../kernel/outcome.js';
import type { DeliveryParameter } from '../../legacy/delivery.js';
import { Unfit } from '../../legacy/encode/encode-value.js';
import type { LegacyValue } from '../../legacy/legacy-value.js';
import type { RequestFault } from '../../problems/problem.js';
import { memberOf, pointerStep } from '../accept/members.js';
import type { Json } from '../command.js';
import type { ValuePlace } from './column-values.js';
import { faultsOfUnfit } from './command-faults.js';
import type { CommandSource } from './command-source.js';
import { valueWriter } from './value-writer.js';
import type { WriteFrame } from './value-writer.js';

/** Writes one parameter; what does not fit goes to `faults`. */
type Write = (command: CommandSource, faults: Unfit[]) => DeliveryParameter;

/** The parameters of one operation. Throws UnusableBinding where no codec serves one. */
export class ParameterWriter {
  readonly #writes: readonly Write[];

  constructor(frame: WriteFrame, { parameters }: ProcedureBinding) {
    this.#writes = parameters.map((parameter) => writeOf(frame, parameter));
  }

  /** All parameters in the order of the binding, or every fault with its pointer. */
  write(command: CommandSource): Outcome<readonly DeliveryParameter[], RequestFault> {
    const unfit: Unfit[] = [];
    const parameters = this.#writes.map((write) => write(command, unfit));
    return unfit.length === 0 ? success(parameters) : failure(faultsOfUnfit(unfit));
  }
}

/** Where a parameter's values go, those of a table included. */
export function placesOf(parameter: ProcedureParameter): readonly ValuePlace[] {
  if (parameter.kind === 'input') return [{ column: parameter.parameter, value: parameter.value }];
  return parameter.kind === 'table' ? parameter.columns : [];
}

function writeOf(frame: WriteFrame, parameter: ProcedureParameter): Write {
  switch (parameter.kind) {
    case 'output':
      return () => parameter;
    case 'input': {
      const write = valueWriter(frame, parameter.value, parameter.parameter);
      return (command, faults) => ({
        kind: 'input',
        parameter: parameter.parameter,
        value: noted(write(command, command.input, ''), faults),
      });
    }
    case 'table':
      return tableWrite(frame, parameter);
  }
}

/** One row per entry; a list that was left out is an empty table, which every table type allows. */
function tableWrite(frame: WriteFrame, table: Extract<ProcedureParameter, { kind: 'table' }>): Write {
  const { name, type, child } = table;
  const columns = table.columns.map(({ column }) => column);
  const writers = table.columns.map(({ column, value }) => valueWriter(frame, value, column, child));
  return (command, faults) => {
    const rows = entriesOf(command.input, child).map((entry, index) => {
      const pointer = pointerStep(child) + pointerStep(index);
      return writers.map((write) => noted(write(command, entry, pointer), faults));
    });
    return { kind: 'table', name, type, columns, rows };
  };
}

function entriesOf(input: Json, child: string): readonly Json[] {
  const entries = memberOf(input, child);
  return Array.isArray(entries) ? (entries as readonly Json[]) : [];
}

function noted(value: LegacyValue | Unfit, faults: Unfit[]): LegacyValue {
  if (!(value instanceof Unfit)) return value;
  faults.push(value);
  return null;
}
