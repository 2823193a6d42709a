// The pattern of a text search: LIKE's own characters are escaped, so the caller's text is only ever text.
import type { Predicate } from '../../../src/legacy/read-plan.js';
import { SourceFault } from '../../../src/legacy/source-fault.js';
import type { ColumnType } from '../column/column-type.js';
import type { CodePage } from '../column/fit.js';
import { fitText } from '../column/fit-text.js';
import { typeOf } from '../column/typed-column.js';

type Search = Extract<Predicate, { kind: 'contains' | 'startsWith' }>;
type TextType = Extract<ColumnType, { kind: 'text' }>;

export interface LikePattern {
  readonly type: ColumnType;
  readonly text: string;
}

/** A LIKE pattern is at most 8,000 bytes long (Microsoft Learn, "LIKE"): of its type with the greatest bounded length. */
const NARROW: TextType = { kind: 'text', wide: false, fixed: false, length: 8_000 };
const WIDE: TextType = { kind: 'text', wide: true, fixed: false, length: 4_000 };

/** `%`, `_`, `[` and the escape character itself. */
const SPECIAL = /[\\%_[]/g;

/** The pattern and its type, or undefined when the column cannot contain the text. Throws for a column without text. */
export function likePattern(search: Search, codePage: CodePage): LikePattern | undefined {
  const column = typeOf(search.column);
  const searched = searchedType(column);
  if (searched === undefined) {
    throw new SourceFault(
      'refused',
      `column ${search.column.name} has type ${search.column.type}, which holds no text`,
    );
  }
  if (fitText(searched, search.text, codePage).kind !== 'exact') return undefined;
  const escaped = search.text.replace(SPECIAL, '\\$&');
  const text = search.kind === 'contains' ? `%${escaped}%` : `${escaped}%`;
  const type = searched.wide ? WIDE : NARROW;
  return fitText(type, text, codePage).kind === 'exact' ? { type, text } : undefined;
}

function searchedType(type: ColumnType): TextType | undefined {
  if (type.kind === 'text') return type;
  if (type.kind !== 'blob') return undefined;
  if (type.name === 'text') return { ...NARROW, length: 'max' };
  return type.name === 'ntext' ? { ...WIDE, length: 'max' } : undefined;
}
