// Writes all parameters of a procedure from a command, or says everything that the ERP could not hold.
// It must never leave a declared parameter out.
import type { ProcedureBinding, ProcedureParameter } from '../../facade/binding-of-commands.js';
import { failure, success } from '../../kernel/outcome.js';
import type { Outcome } from '../../kernel/outcome.js';
import type { DeliveryParameter } from '../../legacy/delivery.js';
import { Unfit } from '../../legacy/encode/encode-value.js';
import type { LegacyValue } from '../../legacy/legacy-value.js';
import { versionReader } from '../../legacy/row-version.js';
import type { RequestFault } from '../../problems/problem.js';
import { memberOf, pointerStep } from '../accept/members.js';
import type { Json } from '../command.js';
import type { ValuePlace } from './column-values.js';
import { faultsOfUnfit } from './command-faults.js';
import type { CommandSource } from './command-source.js';
import { valueWriter } from './value-writer.js';
import type { WriteFrame } from './value-writer.js';

/** One parameter; what does not fit goes to `faults`. */
interface Writing {
  readonly write: (command: CommandSource, faults: Unfit[]) => DeliveryParameter;
  /** The same without a parameter; absent where everything fits. */
  readonly check?: (command: CommandSource, faults: Unfit[]) => void;
}

/** The parameters of one operation. Throws UnusableBinding where no codec serves one. */
export class ParameterWriter {
  readonly #writings: readonly Writing[];
  readonly #checks: readonly NonNullable<Writing['check']>[];

  constructor(frame: WriteFrame, { parameters }: Pick<ProcedureBinding, 'parameters'>) {
    this.#writings = parameters.map((parameter) => writingOf(frame, parameter));
    this.#checks = this.#writings.flatMap(({ check }) => check ?? []);
  }

  /** All parameters in the order of the binding, or every fault with its pointer. */
  write(command: CommandSource): Outcome<readonly DeliveryParameter[], RequestFault> {
    const unfit: Unfit[] = [];
    const parameters = this.#writings.map(({ write }) => write(command, unfit));
    return unfit.length === 0 ? success(parameters) : failure(faultsOfUnfit(unfit));
  }

  /** The faults that `write` would find; makes no parameters. */
  misfits(command: CommandSource): readonly RequestFault[] {
    const unfit: Unfit[] = [];
    for (const check of this.#checks) check(command, unfit);
    return unfit.length === 0 ? unfit : faultsOfUnfit(unfit);
  }
}

/** Where a parameter's values go, those of a table included. */
export function placesOf(parameter: ProcedureParameter): readonly ValuePlace[] {
  if (parameter.kind === 'input') return [{ column: parameter.parameter, value: parameter.value }];
  return parameter.kind === 'table' ? parameter.columns : [];
}

function writingOf(frame: WriteFrame, parameter: ProcedureParameter): Writing {
  switch (parameter.kind) {
    case 'output':
      return { write: () => parameter };
    case 'input':
      return inputWriting(frame, parameter);
    case 'version': {
      const read = versionReader(parameter.parameter);
      return {
        write: ({ seenVersion }) => ({
          ...{ kind: 'input', parameter: parameter.parameter },
          value: seenVersion === undefined ? null : read(seenVersion),
        }),
      };
    }
    case 'table':
      return tableWriting(frame, parameter);
  }
}

function inputWriting(frame: WriteFrame, { parameter, value }: Parameter<'input'>): Writing {
  const write = valueWriter(frame, value, parameter);
  return {
    write: (command, faults) => ({
      ...{ kind: 'input', parameter },
      value: noted(write(command, command.input, ''), faults),
    }),
    check: (command, faults) => void noted(write(command, command.input, ''), faults),
  };
}

/** One row per entry; a list that was left out is an empty table, which every table type allows. */
function tableWriting(frame: WriteFrame, { name, type, child, columns: places }: Parameter<'table'>): Writing {
  const columns = places.map(({ column }) => column);
  const writers = places.map(({ column, value }) => valueWriter(frame, value, column, child));
  const list = pointerStep(child);
  return {
    write: (command, faults) => {
      const rows = entriesOf(command.input, child).map((entry, index) => {
        const pointer = list + pointerStep(index);
        return writers.map((write) => noted(write(command, entry, pointer), faults));
      });
      return { kind: 'table', name, type, columns, rows };
    },
    check: (command, faults) => {
      for (const [index, entry] of entriesOf(command.input, child).entries()) {
        const pointer = list + pointerStep(index);
        for (const write of writers) noted(write(command, entry, pointer), faults);
      }
    },
  };
}

type Parameter<Kind extends ProcedureParameter['kind']> = Extract<ProcedureParameter, { readonly kind: Kind }>;

function entriesOf(input: Json, child: string): readonly Json[] {
  const entries = memberOf(input, child);
  return Array.isArray(entries) ? (entries as readonly Json[]) : [];
}

function noted(value: LegacyValue | Unfit, faults: Unfit[]): LegacyValue {
  if (!(value instanceof Unfit)) return value;
  faults.push(value);
  return null;
}
