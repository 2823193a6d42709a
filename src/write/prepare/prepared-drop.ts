// Everything about one operation done by a record in a file that can be worked out without a request: beside its checks
// its record and the way back from acknowledgements. It must never hold anything of a command.
import { queueOf } from '../../facade/binding-of-commands.js';
import type { CommandBinding } from '../../facade/binding-of-commands.js';
import type { DropBinding } from '../../facade/binding-of-drops.js';
import type { WriteOperation } from '../../facade/contract.js';
import { failure } from '../../kernel/outcome.js';
import type { Outcome } from '../../kernel/outcome.js';
import { AcknowledgementReader } from '../../legacy/layouts/acknowledgement-reader.js';
import { LayoutWriter } from '../../legacy/layouts/layout-writer.js';
import type { RecordImage } from '../../legacy/layouts/record-image.js';
import type { RequestFault } from '../../problems/problem.js';
import type { Command, Json } from '../command.js';
import { AcknowledgedResults } from './acknowledged-results.js';
import { keyCheck } from './column-values.js';
import { faultsOfUnfit } from './command-faults.js';
import { SAMPLE_ID, sourceOf } from './command-source.js';
import type { CommandSource } from './command-source.js';
import { PreparedOperation } from './prepared-operation.js';
import type { WriteFrame } from './value-writer.js';
import { placesOfVerify } from './verify-question.js';

/** The binding of an operation that is done by dropping files. */
export type FileBinding = CommandBinding & { readonly delivery: DropBinding };

/** One such operation of one version. Throws UnusableBinding where no file can follow the layout. */
export class PreparedDrop extends PreparedOperation<FileBinding> {
  readonly kind = 'drop';
  /** Of acknowledgements. */
  readonly results: AcknowledgedResults;
  readonly writer: LayoutWriter;
  /** Undefined where nothing comes back. */
  readonly reader: AcknowledgementReader | undefined;
  readonly queue: string;
  readonly #fitsVerifyKey: (key: string) => boolean;

  constructor(version: string, operation: WriteOperation, binding: FileBinding, frame: WriteFrame) {
    super(version, operation, binding, frame);
    const { layout, verify } = binding.delivery;
    const { acknowledgement } = layout;
    const outputs = acknowledgement.kind === 'none' ? [] : acknowledgement.outputs;
    this.queue = queueOf(binding);
    this.writer = new LayoutWriter(layout);
    this.reader = acknowledgement.kind === 'none' ? undefined : new AcknowledgementReader(layout);
    this.results = new AcknowledgedResults({ operation, reading: frame.reading }, outputs);
    this.#fitsVerifyKey = keyCheck(frame, placesOfVerify(verify));
  }

  misfits(input: Json, key: string | undefined): readonly RequestFault[] {
    const written = this.#record({ id: SAMPLE_ID, input, key });
    return written.ok ? [] : written.faults;
  }

  /** The record a command stands for, or why there is none any more. */
  image(command: Command): Outcome<RecordImage, RequestFault> {
    return this.#record(sourceOf(command));
  }

  protected fitsKey(key: string): boolean {
    return this.#fitsVerifyKey(key) && this.writer.fitsKey(key);
  }

  #record(source: CommandSource): Outcome<RecordImage, RequestFault> {
    const written = this.writer.record(source);
    return written.ok ? written : failure(faultsOfUnfit(written.faults));
  }
}
