// What looking at referenced records can ask of the sources: one plan for one key, one for many.
import type { StatementPieces } from '../../../adapters/mssql/grammar/statement-pieces.js';
import type { Catalogue } from '../../facade/catalogue.js';
import { recordLookups } from '../../write/references/record-lookups.js';
import type { RecordLookup } from '../../write/references/record-lookup.js';
import { filterSamples } from './filter-samples.js';

/** The pieces of all look-ups of a catalogue. Throws UnusableBinding. */
export function referencePieces(catalogue: Catalogue): readonly StatementPieces[] {
  return [...recordLookups(catalogue)].flatMap(([operation, lookups]) =>
    [...lookups.values()].flatMap((lookup) => piecesOf(operation, lookup)),
  );
}

function piecesOf(operation: string, lookup: RecordLookup): readonly StatementPieces[] {
  const pieces = keySamples(lookup).flatMap((keys): readonly StatementPieces[] => {
    const plan = lookup.plan(operation, keys);
    if (plan === undefined) return [];
    const { view, columns, where, order } = plan;
    return [{ kind: 'rows', operation, view, columns, always: where, optional: [], orders: [order], countable: false }];
  });
  return [...new Map(pieces.map((piece) => [JSON.stringify(piece, withoutValues), piece])).values()];
}

/** Plans that differ in their values alone are one statement. */
function withoutValues(name: string, value: unknown): unknown {
  if (name === 'value' || name === 'text') return '';
  return name === 'values' && Array.isArray(value) ? value.length > 1 : value;
}

/** A key of as many parts as it is made of, alone and with others. */
function keySamples({ resource, binding }: RecordLookup): readonly (readonly string[])[] {
  const source = binding.fields.find(({ field }) => field === resource.key)?.source;
  const key = source?.kind === 'parts' ? source.columns.map(() => '1').join(source.separator) : '1';
  const field = resource.fields.find(({ name }) => name === resource.key);
  return field === undefined || source?.kind === 'parts' ? [[key], [key, key]] : filterSamples(field.type, 'in', key);
}
