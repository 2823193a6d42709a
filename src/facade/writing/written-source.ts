// How a field is written into one column or parameter of the ERP: in the way its binding reads it, or, where the column
// carries the type itself, as that type says. It must never choose a way that only some values fit.
import type { Column, FieldSource } from '../binding.js';
import { codeLengthFault } from '../checking/check-codes.js';
import { codeColumnFault, columnTypeFault, partOfInstantFault } from '../checking/check-column-fits.js';
import type { Field } from '../contract.js';
import { parseSqlType } from '../shapes/sql-type.js';

/** A field and how its resource is read; the source is absent where it is not. */
export interface WrittenField {
  readonly field: Field;
  readonly source: FieldSource | undefined;
}

/** Names of the columns in which the field stands; a field without a binding stands in none. */
export function columnsOfSource(source: FieldSource | undefined): readonly Column[] {
  switch (source?.kind) {
    case 'column':
      return [source.column];
    case 'codes':
    case 'parts':
      return source.columns;
    case 'dateAndTime':
      return [source.date, source.time];
    case 'constant':
    case undefined:
      return [];
  }
}

/**
 * The source by which a value of the field goes into `column`; `part` counts from 0 where the field stands in several
 * columns. What comes back has the column in the place of that part.
 */
export function writtenSource({ field, source }: WrittenField, column: Column, part?: number): FieldSource {
  const plain: FieldSource = { kind: 'column', column, trim: false, format: { kind: 'plain' } };
  if (source === undefined || source.kind === 'constant') return plain;
  if (source.kind === 'column') {
    const fits = columnTypeFault(field, column, source.format) === undefined;
    return fits ? { ...source, column } : { ...plain, trim: source.trim };
  }
  if (part === undefined && columnsOfSource(source).length > 1) return plain;
  return withColumn(source, column, part ?? 0);
}

type SeveralColumns = Exclude<FieldSource, { kind: 'column' | 'constant' }>;

function withColumn(source: SeveralColumns, column: Column, part: number): FieldSource {
  if (source.kind === 'dateAndTime') return part === 0 ? { ...source, date: column } : { ...source, time: column };
  return { ...source, columns: source.columns.map((own, index) => (index === part ? column : own)) };
}

/** What is wrong with writing the field into `column`, or undefined. */
export function writtenFault(written: WrittenField, column: Column, part?: number): string | undefined {
  const { field, source } = written;
  if (source?.kind === 'constant') return `${field.name} is the same in every row: it cannot be written.`;
  const chosen = writtenSource(written, column, part);
  switch (chosen.kind) {
    case 'column':
      return oneColumnFault(written, column, chosen.format);
    case 'codes':
      return (
        codeColumnFault(column) ??
        codesFault(
          chosen.rows.map((row) => row.when[part ?? 0] ?? null),
          column,
        )
      );
    case 'dateAndTime':
      return partOfInstantFault(part === 0 ? 'date' : 'time', column);
    case 'parts':
      return codeColumnFault(column);
    case 'constant':
      return undefined;
  }
}

type Format = Extract<FieldSource, { kind: 'column' }>['format'];

function oneColumnFault(written: WrittenField, column: Column, format: Format): string | undefined {
  const { field, source } = written;
  if (format.kind === 'flags') {
    return columnTypeFault(field, column, format) ?? codesFault([format.whenTrue, format.whenFalse], column);
  }
  // Without a code map the ERP takes the canonical words themselves.
  if (field.type.kind === 'enum' && source === undefined) {
    return codeColumnFault(column) ?? codesFault(field.type.values, column);
  }
  // A bigint has room for every integer, though a field that is read from one must be a long.
  if (field.type.kind === 'integer' && parseSqlType(column.type).kind === 'bigint') return undefined;
  const fault = columnTypeFault(field, column, format);
  return fault === undefined ? undefined : (severalColumnsFault(written) ?? fault);
}

function severalColumnsFault({ field, source }: WrittenField): string | undefined {
  const names = columnsOfSource(source).map(({ name }) => name);
  if (names.length < 2) return undefined;
  return `${field.name} stands in ${names.join(' and ')}: say which of them goes here, such as ${field.name}.${names[0] ?? ''}.`;
}

function codesFault(codes: readonly (string | null)[], column: Column): string | undefined {
  const sent = codes.filter((code) => code !== null && code !== '*');
  return sent.map((code) => codeLengthFault(code ?? '', column)).find((fault) => fault !== undefined);
}
