// Turns what the ERP gave back into results the contract names.
// It must never turn a success into anything else: a value that breaks the contract is left out and named as evidence.
import type { ProcedureBinding, ProcedureParameter } from '../../facade/binding-of-commands.js';
import type { Column, ResourceBinding } from '../../facade/binding.js';
import type { WriteOperation } from '../../facade/contract.js';
import { writtenSource } from '../../facade/writing/written-source.js';
import type { WrittenField } from '../../facade/writing/written-source.js';
import { codecOf } from '../../legacy/codec-of-field.js';
import { Misfit, UnusableBinding } from '../../legacy/codec.js';
import type { Reader } from '../../legacy/codec.js';
import type { LegacyValue } from '../../legacy/legacy-value.js';
import type { Json } from '../command.js';

/** Results by name, and a sentence for each one that could not be read. */
export interface ReadResults {
  readonly result: { readonly [name: string]: Json };
  readonly unreadable: readonly string[];
}

/** What results are read by. */
export interface ResultFrame {
  readonly operation: WriteOperation;
  /** How the resource is read; undefined where it is not. */
  readonly reading: ResourceBinding | undefined;
}

/** Reads one result out of one legacy value. */
export interface ResultReader {
  readonly result: string;
  readonly nullable: boolean;
  readonly read: Reader;
}

/** The reader of a result in a column or output parameter. Throws UnusableBinding where the two do not go together. */
export function resultReader({ operation, reading }: ResultFrame, result: string, column: Column): ResultReader {
  const field = operation.results.find(({ name }) => name === result);
  if (field === undefined) throw new UnusableBinding(`${operation.id} has no result ${result}`);
  const source = reading?.fields.find(({ field: name }) => name === result)?.source;
  return { result, nullable: field.nullable, read: readerOf({ field, source }, column) };
}

/** A result that is a field of the resource is read as the resource reads it; text of its own loses its padding. */
function readerOf(written: WrittenField, column: Column): Reader {
  const chosen = writtenSource(written, column);
  const padded = written.source === undefined && chosen.kind === 'column';
  return codecOf(written.field, padded ? { ...chosen, trim: true } : chosen).reader([0]);
}

/** Reads all results; `valueOf` gives the legacy value of the reader at an index. */
export function readResults(
  readers: readonly ResultReader[],
  valueOf: (index: number) => LegacyValue | undefined,
): ReadResults {
  const result: Record<string, Json> = {};
  const unreadable: string[] = [];
  for (const [index, { result: name, nullable, read }] of readers.entries()) {
    const value = read([valueOf(index) ?? null]);
    if (value instanceof Misfit) unreadable.push(`${name}: ${value.reason}`);
    else if (value === null && !nullable) unreadable.push(`${name}: the ERP gave nothing back`);
    else result[name] = value;
  }
  return { result, unreadable };
}

/** The results of one operation in the output parameters of its procedure. */
export class OutputResults {
  readonly #readers: readonly ResultReader[];
  readonly #parameters: readonly string[];

  constructor(frame: ResultFrame, { results, parameters }: Pick<ProcedureBinding, 'results' | 'parameters'>) {
    this.#readers = results.map(({ result, parameter }) =>
      resultReader(frame, result, outputOf(parameters, parameter)),
    );
    this.#parameters = results.map(({ parameter }) => bare(parameter));
  }

  /** `outputs` are by parameter name, without the at sign. */
  read(outputs: ReadonlyMap<string, LegacyValue>): ReadResults {
    return readResults(this.#readers, (index) => outputs.get(this.#parameters[index] ?? ''));
  }
}

const bare = (parameter: string): string => parameter.replace(/^@/, '');

function outputOf(parameters: readonly ProcedureParameter[], name: string): Column {
  for (const parameter of parameters)
    if (parameter.kind === 'output' && bare(parameter.parameter.name) === bare(name)) return parameter.parameter;
  throw new UnusableBinding(`there is no output parameter ${name}`);
}
