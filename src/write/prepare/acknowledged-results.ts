// Turns the texts of an acknowledgement into results the contract names: by the codec that reads the field, or, where
// that needs another kind of column, by the canonical form itself.
// It must never guess: a text that is not plainly a value of its type is left out and named as evidence.
import type { Column } from '../../facade/binding.js';
import { valueFault } from '../../facade/checking/value-fault.js';
import type { FieldType } from '../../facade/contract.js';
import { Misfit, UnusableBinding } from '../../legacy/codec.js';
import type { Reader } from '../../legacy/codec.js';
import { readResults, resultReader } from './output-results.js';
import type { ReadResults, ResultFrame, ResultReader } from './output-results.js';

const TEXT: Omit<Column, 'name'> = { type: 'nvarchar(max)', nullable: true };
const DIGITS_OF_DAY = /^(\d{4})(\d{2})(\d{2})$/;

/** The results of one operation in its acknowledgements. */
export class AcknowledgedResults {
  readonly #readers: readonly ResultReader[];

  /** Throws UnusableBinding for a result that the operation does not have. */
  constructor(frame: ResultFrame, outputs: readonly { readonly result: string }[]) {
    this.#readers = outputs.map(({ result }) => textReader(frame, result));
  }

  /** `outputs` are texts by result name. */
  read(outputs: ReadonlyMap<string, string>): ReadResults {
    return readResults(this.#readers, (index) => outputs.get(this.#readers[index]?.result ?? ''));
  }
}

function textReader(frame: ResultFrame, result: string): ResultReader {
  try {
    return resultReader(frame, result, { name: result, ...TEXT });
  } catch (error) {
    const field = frame.operation.results.find(({ name }) => name === result);
    if (!(error instanceof UnusableBinding) || field === undefined) throw error;
    return { result, nullable: field.nullable, read: canonicalReader(field.type) };
  }
}

/** Days may come as digits only, as files write them; everything else must come in its canonical form. */
function canonicalReader(type: FieldType): Reader {
  return ([value]) => {
    if (value === null || value === undefined) return null;
    const text = typeof value === 'string' ? value : '';
    const canonical = type.kind === 'date' ? text.replace(DIGITS_OF_DAY, '$1-$2-$3') : text;
    return valueFault(type, canonical) === undefined ? canonical : new Misfit(`no ${type.kind} in its canonical form`);
  };
}
