// The select list of a plan and how each of its columns is decoded, worked out once per column.
import type { Column } from '../../../src/facade/binding.js';
import { SourceFault } from '../../../src/legacy/source-fault.js';
import type { ColumnType } from '../column/column-type.js';
import { type Decoder, decoderOf, EXACT_DIGITS } from '../column/decode.js';
import { columnName } from './identifier.js';
import { typeOf } from '../column/typed-column.js';

export interface SelectList {
  readonly text: string;
  readonly decoders: readonly (Decoder | undefined)[];
}

interface Selected {
  readonly expression: string;
  readonly decoder: Decoder | undefined;
}

/** Columns are objects of the binding and live as long as it, while lists of them may be made for one request. */
const known = new WeakMap<Column, Selected>();

function selected(column: Column): Selected {
  const found = known.get(column);
  if (found !== undefined) return found;
  const type = typeOf(column);
  const made = { expression: exactly(columnName(column), type), decoder: decoderOf(type) };
  known.set(column, made);
  return made;
}

/** The list for `columns`. Throws when it is empty. */
export function selectList(columns: readonly Column[]): SelectList {
  if (columns.length === 0) throw new SourceFault('refused', 'a plan must ask for at least one column');
  const all = columns.map(selected);
  return {
    text: all.map(({ expression }) => expression).join(', '),
    decoders: all.map(({ decoder }) => decoder),
  };
}

/**
 * An expression in the form in which its value survives the driver, which reads decimal and money into doubles: wide
 * decimals and money travel as text. Style 2 keeps all four digits of money; without it two are lost (Microsoft Learn,
 * "CAST and CONVERT", money styles). The result column stays unnamed, so that an ORDER BY of the same name sorts by the
 * column and not by its text.
 */
export function exactly(expression: string, type: ColumnType): string {
  if (type.kind === 'decimal' && type.precision > EXACT_DIGITS) return `CONVERT(varchar(40), ${expression})`;
  if (type.kind === 'money' && !type.small) return `CONVERT(varchar(40), ${expression}, 2)`;
  return expression;
}
