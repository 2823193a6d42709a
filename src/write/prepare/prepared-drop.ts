// Everything about one operation done by a record in a file that can be worked out without a request: its checks, its
// record, the way back from acknowledgements, the question that verifies it. It must never hold anything of a command.
import { queueOf } from '../../facade/binding-of-commands.js';
import type { CommandBinding } from '../../facade/binding-of-commands.js';
import type { DropBinding } from '../../facade/binding-of-drops.js';
import type { WriteOperation } from '../../facade/contract.js';
import { inputSchema } from '../../facade/description/input-schema.js';
import { failure } from '../../kernel/outcome.js';
import type { Outcome } from '../../kernel/outcome.js';
import { AcknowledgementReader } from '../../legacy/layouts/acknowledgement-reader.js';
import { LayoutWriter } from '../../legacy/layouts/layout-writer.js';
import type { RecordImage } from '../../legacy/layouts/record-image.js';
import type { RequestFault } from '../../problems/problem.js';
import { compileInputCheck } from '../accept/schema-faults.js';
import type { InputCheck } from '../accept/schema-faults.js';
import type { Command, Json } from '../command.js';
import { AcknowledgedResults } from './acknowledged-results.js';
import { columnValues, keyCheck } from './column-values.js';
import { faultsOfCommand, faultsOfUnfit } from './command-faults.js';
import { SAMPLE_ID, sourceOf } from './command-source.js';
import type { CommandSource } from './command-source.js';
import type { WriteFrame } from './value-writer.js';
import { VerifyQuestion } from './verify-question.js';

/** The binding of an operation that is done by dropping files. */
export type FileBinding = CommandBinding & { readonly delivery: DropBinding };

/** One such operation of one version. Throws UnusableBinding where no file can follow the layout. */
export class PreparedDrop {
  readonly kind = 'drop';
  readonly check: InputCheck;
  /** Of acknowledgements. */
  readonly results: AcknowledgedResults;
  /** Undefined where nobody can be asked whether a command happened. */
  readonly question: VerifyQuestion | undefined;
  readonly writer: LayoutWriter;
  /** Undefined where nothing comes back. */
  readonly reader: AcknowledgementReader | undefined;
  readonly queue: string;
  readonly #fitsVerifyKey: (key: string) => boolean;

  constructor(
    readonly version: string,
    readonly operation: WriteOperation,
    readonly binding: FileBinding,
    frame: WriteFrame,
  ) {
    const { layout, verify } = binding.delivery;
    const { acknowledgement } = layout;
    const results = { operation, reading: frame.reading };
    this.queue = queueOf(binding);
    this.check = compileInputCheck(inputSchema(frame.resource, operation));
    this.writer = new LayoutWriter(layout);
    this.reader = acknowledgement.kind === 'none' ? undefined : new AcknowledgementReader(layout);
    this.results = new AcknowledgedResults(results, acknowledgement.kind === 'none' ? [] : acknowledgement.outputs);
    this.#fitsVerifyKey = keyCheck(frame, verify?.match ?? []);
    this.question =
      verify === undefined ? undefined : new VerifyQuestion(results, verify, columnValues(frame, verify.match));
  }

  /** Whether an address can name a record: a create has no key, everything else one that the layout can hold. */
  isKey(key: string | undefined): boolean {
    if (this.operation.kind === 'create') return key === undefined;
    if (key === undefined || key === '' || !this.#fitsVerifyKey(key)) return false;
    return this.misfits({}, key).every(({ pointer }) => pointer !== '');
  }

  /** Values that fit the document and not the layout, each with its pointer; empty when a record can hold them all. */
  misfits(input: Json, key: string | undefined): readonly RequestFault[] {
    const written = this.#record({ id: SAMPLE_ID, input, key });
    return written.ok ? [] : written.faults;
  }

  /** Why a stored command no longer fits this operation; empty when it does. */
  faultsOf(command: Command): readonly RequestFault[] {
    return faultsOfCommand(this, command);
  }

  /** The record a command stands for, or why there is none any more. */
  image(command: Command): Outcome<RecordImage, RequestFault> {
    return this.#record(sourceOf(command));
  }

  #record(source: CommandSource): Outcome<RecordImage, RequestFault> {
    const written = this.writer.record(source);
    return written.ok ? written : failure(faultsOfUnfit(written.faults));
  }
}
