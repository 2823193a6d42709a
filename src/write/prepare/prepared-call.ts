// Everything about one operation done by a procedure that can be worked out without a request: beside its checks its
// delivery and the way back from outputs to results. It must never hold anything of a command.
import type { CommandBinding, ProcedureBinding } from '../../facade/binding-of-commands.js';
import type { WriteOperation } from '../../facade/contract.js';
import type { ProcedureDelivery } from '../../legacy/delivery.js';
import type { RequestFault } from '../../problems/problem.js';
import type { Command, Json } from '../command.js';
import { keyCheck } from './column-values.js';
import { SAMPLE_ID, sourceOf } from './command-source.js';
import { ParameterWriter, placesOf } from './parameter-writer.js';
import { OutputResults } from './output-results.js';
import { PreparedOperation } from './prepared-operation.js';
import type { WriteFrame } from './value-writer.js';
import { placesOfVerify } from './verify-question.js';

/** The binding of an operation that is done by a procedure. */
export type CallBinding = CommandBinding & { readonly delivery: ProcedureBinding };

/** One such operation of one version. Throws UnusableBinding where no codec can serve a parameter. */
export class PreparedCall extends PreparedOperation<CallBinding> {
  readonly kind = 'call';
  readonly results: OutputResults;
  readonly #parameters: ParameterWriter;
  readonly #fitsKey: (key: string) => boolean;

  constructor(version: string, operation: WriteOperation, binding: CallBinding, frame: WriteFrame) {
    super(version, operation, binding, frame);
    const { verify, parameters } = binding.delivery;
    this.#parameters = new ParameterWriter(frame, binding.delivery);
    this.#fitsKey = keyCheck(frame, [...parameters.flatMap(placesOf), ...placesOfVerify(verify)]);
    this.results = new OutputResults({ operation, reading: frame.reading }, binding.delivery);
  }

  /** A command that was accepted to be compared must not be done without. */
  override faultsOf(command: Command): readonly RequestFault[] {
    const compares = this.binding.comparedBy === 'erp';
    return command.seenVersion === undefined || compares ? super.faultsOf(command) : [NO_LONGER_COMPARED];
  }

  misfits(input: Json, key: string | undefined): readonly RequestFault[] {
    return this.#parameters.misfits({ id: SAMPLE_ID, input, key });
  }

  /**
   * The call a command stands for, to be sent before an instant in epoch milliseconds. Throws RangeError for one that
   * does not fit; ask `faultsOf` first.
   */
  delivery(command: Command, sendBefore?: number): ProcedureDelivery {
    const written = this.#parameters.write(sourceOf(command));
    if (!written.ok) throw new RangeError(`command ${command.id} does not fit ${this.operation.id}`);
    const { procedure, refusals } = this.binding.delivery;
    return Object.freeze({
      commandId: command.id,
      operation: this.operation.id,
      procedure,
      parameters: written.value,
      refusalNumbers: new Set(refusals.keys()),
      ...(sendBefore !== undefined && { sendBefore }),
    });
  }

  protected fitsKey(key: string): boolean {
    return this.#fitsKey(key);
  }
}

const NO_LONGER_COMPARED: RequestFault = {
  pointer: '',
  detail: 'It depends on the version its sender has seen (If-Match), and the procedure takes none any more.',
};
