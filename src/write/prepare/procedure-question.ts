// The question whether a command happened, as a call of a procedure that only looks, and what the answer means.
// It must never take a code for an answer that the facade does not declare.
import type { Column } from '../../facade/binding.js';
import { isByReference } from '../../facade/binding-of-verification.js';
import type { AnswerMeaning, VerifyByProcedure } from '../../facade/binding-of-verification.js';
import { viewNameText } from '../../facade/shapes/view-name.js';
import { codecOf } from '../../legacy/codec-of-field.js';
import type { DeliveryOutcome, ProcedureDelivery } from '../../legacy/delivery.js';
import type { LegacyValue } from '../../legacy/legacy-value.js';
import type { CommandSource } from './command-source.js';
import { OutputResults } from './output-results.js';
import type { ReadResults, ResultFrame } from './output-results.js';
import { ParameterWriter } from './parameter-writer.js';
import type { WriteFrame } from './value-writer.js';

/** What a procedure said to the end. */
export type Answer = Extract<DeliveryOutcome, { kind: 'answered' }>;

/** The question of one operation. Throws UnusableBinding where no codec serves a parameter. */
export class ProcedureQuestion {
  readonly kind = 'procedure';
  /** Name of the channel that is asked. */
  readonly asked: string;
  /** Schema and name of the procedure. */
  readonly place: string;
  readonly isByReference: boolean;
  readonly #parameters: ParameterWriter;
  readonly #results: OutputResults;
  readonly #meaningOf: (answer: Answer) => AnswerMeaning | undefined;

  constructor(
    private readonly frame: ResultFrame,
    private readonly binding: VerifyByProcedure,
    writing: WriteFrame,
  ) {
    this.asked = binding.channel;
    this.place = viewNameText(binding.procedure);
    this.isByReference = isByReference(binding);
    this.#parameters = new ParameterWriter(writing, binding);
    this.#results = new OutputResults(frame, binding);
    this.#meaningOf = meaningReader(binding);
  }

  /** The call that asks. Throws RangeError for a command that does not fit its parameters. */
  call(command: CommandSource): ProcedureDelivery {
    const written = this.#parameters.write(command);
    if (!written.ok) throw new RangeError(`the question about ${command.id} cannot be asked`);
    return Object.freeze({
      commandId: command.id,
      operation: this.frame.operation.id,
      procedure: this.binding.procedure,
      parameters: written.value,
      refusalNumbers: new Set<number>(),
    });
  }

  /** What the answer means, or undefined where the facade does not say. */
  meaning(answer: Answer): AnswerMeaning | undefined {
    return this.#meaningOf(answer);
  }

  /** The results it gave back. */
  results({ outputs }: Answer): ReadResults {
    return this.#results.read(outputs);
  }
}

/** A procedure that answers by an output must return 0: any other status means that it failed. */
function meaningReader({ output, meanings }: VerifyByProcedure): (answer: Answer) => AnswerMeaning | undefined {
  if (output === undefined) return ({ returnStatus }) => meanings.get(String(returnStatus));
  const read = codeReader(output, meanings);
  return ({ returnStatus, outputs }) => (returnStatus === 0 ? read(outputs.get(bare(output.name)) ?? null) : undefined);
}

/** Codes are compared as those of an enum are: without the blanks that columns are padded with, numbers as numbers. */
function codeReader(
  column: Column,
  meanings: ReadonlyMap<string, AnswerMeaning>,
): (value: LegacyValue) => AnswerMeaning | undefined {
  const values = [...new Set(meanings.values())];
  const rows = [...meanings].map(([code, value]) => ({ when: [code], value, write: false }));
  const read = codecOf({ type: { kind: 'enum', values } }, { kind: 'codes', columns: [column], rows }).reader([0]);
  return (value) => {
    const meaning = read([value]);
    return values.find((each) => each === meaning);
  };
}

const bare = (parameter: string): string => parameter.replace(/^@/, '');
