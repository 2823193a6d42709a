// Everything about one operation done by a procedure that can be worked out without a request: its checks, its delivery,
// the way back from outputs to results, the question that verifies it. It must never hold anything of a command.
import type { CommandBinding, ProcedureBinding } from '../../facade/binding-of-commands.js';
import type { WriteOperation } from '../../facade/contract.js';
import { inputSchema } from '../../facade/description/input-schema.js';
import type { ProcedureDelivery } from '../../legacy/delivery.js';
import type { RequestFault } from '../../problems/problem.js';
import { compileInputCheck } from '../accept/schema-faults.js';
import type { InputCheck } from '../accept/schema-faults.js';
import type { Command, Json } from '../command.js';
import { columnValues, keyCheck } from './column-values.js';
import { faultsOfCommand } from './command-faults.js';
import { SAMPLE_ID, sourceOf } from './command-source.js';
import { ParameterWriter, placesOf } from './parameter-writer.js';
import { OutputResults } from './output-results.js';
import type { WriteFrame } from './value-writer.js';
import { VerifyQuestion } from './verify-question.js';

/** The binding of an operation that is done by a procedure. */
export type CallBinding = CommandBinding & { readonly delivery: ProcedureBinding };

/** One such operation of one version. Throws UnusableBinding where no codec can serve a parameter. */
export class PreparedCall {
  readonly kind = 'call';
  readonly check: InputCheck;
  readonly results: OutputResults;
  /** Undefined where nobody can be asked whether a command happened. */
  readonly question: VerifyQuestion | undefined;
  readonly #parameters: ParameterWriter;
  readonly #fitsKey: (key: string) => boolean;

  constructor(
    readonly version: string,
    readonly operation: WriteOperation,
    readonly binding: CallBinding,
    frame: WriteFrame,
  ) {
    const { verify, parameters } = binding.delivery;
    this.check = compileInputCheck(inputSchema(frame.resource, operation));
    this.#parameters = new ParameterWriter(frame, binding.delivery);
    this.#fitsKey = keyCheck(frame, [...parameters.flatMap(placesOf), ...(verify?.match ?? [])]);
    const results = { operation, reading: frame.reading };
    this.results = new OutputResults(results, binding.delivery);
    this.question =
      verify === undefined ? undefined : new VerifyQuestion(results, verify, columnValues(frame, verify.match));
  }

  /** Whether an address can name a record: a create has no key, everything else one with all its parts. */
  isKey(key: string | undefined): boolean {
    if (this.operation.kind === 'create') return key === undefined;
    return key !== undefined && this.#fitsKey(key);
  }

  /** Values that fit the document and that the ERP could not hold, each with its pointer; empty when all can be written. */
  misfits(input: Json, key: string | undefined): readonly RequestFault[] {
    const written = this.#parameters.write({ id: SAMPLE_ID, input, key });
    return written.ok ? [] : written.faults;
  }

  /** Why a stored command no longer fits this operation; empty when it does. */
  faultsOf(command: Command): readonly RequestFault[] {
    return faultsOfCommand(this, command);
  }

  /** The call a command stands for. Throws RangeError for one that does not fit; ask `faultsOf` first. */
  delivery(command: Command): ProcedureDelivery {
    const written = this.#parameters.write(sourceOf(command));
    if (!written.ok) throw new RangeError(`command ${command.id} does not fit ${this.operation.id}`);
    const { procedure, refusals } = this.binding.delivery;
    return Object.freeze({
      commandId: command.id,
      operation: this.operation.id,
      procedure,
      parameters: written.value,
      refusalNumbers: new Set(refusals.keys()),
    });
  }
}
