// Booleans: bits, zeros and ones, and the two letters of an older time.
// It must never take a third value for one of the two.
import type { Column } from '../../facade/binding.js';
import { Misfit, UnusableBinding } from '../codec.js';
import type { FieldCodec } from '../codec.js';
import type { FilterOperator } from '../../facade/contract.js';
import type { Predicate } from '../read-plan.js';
import { equalsAny, isNull, UNORDERED } from './column-filter.js';
import { codeOf, columnType, legacyCode, trimBlanks } from './column-type.js';
import { readOne } from './number-codec.js';

/** The two legacy codes of a boolean. */
export interface Flags {
  readonly whenTrue: string;
  readonly whenFalse: string;
}

/** What a bit, or a number that is 0 or 1, means. */
export const ONE_OR_ZERO: Flags = { whenTrue: '1', whenFalse: '0' };

const UNKNOWN_FLAG = new Misfit('unknown code');

/** A boolean of two codes. `ne=true` means false: null is neither. */
export function booleanCodec(column: Column, flags: Flags): FieldCodec {
  if (flags === ONE_OR_ZERO && !['bit', 'number', 'exact'].includes(columnType(column).family)) {
    throw new UnusableBinding(`column ${column.name} of type ${column.type} needs the codes of its flags`);
  }
  for (const code of [flags.whenTrue, flags.whenFalse]) legacyCode(column, code);
  const yes = trimBlanks(flags.whenTrue);
  const no = trimBlanks(flags.whenFalse);
  return {
    columns: [column],
    order: undefined,
    operators: UNORDERED,
    plain: true,
    reader: (at) =>
      readOne(at, (value) => {
        const code = codeOf(value);
        if (code === yes) return true;
        return code === no ? false : UNKNOWN_FLAG;
      }),
    filter: (operator, values) => filterFlags(column, flags, operator, values),
  };
}

function filterFlags(
  column: Column,
  flags: Flags,
  operator: FilterOperator,
  values: readonly string[],
): readonly Predicate[] {
  if (operator === 'isNull') return [isNull(column, values[0] !== 'true')];
  const wanted = ['true', 'false'].filter((value) => values.includes(value) !== (operator === 'ne'));
  const codes = wanted.map((value) => (value === 'true' ? flags.whenTrue : flags.whenFalse));
  return equalsAny(
    column,
    codes.map((code) => legacyCode(column, code)),
  );
}
