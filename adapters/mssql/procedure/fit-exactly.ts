// Whether a parameter can hold a value exactly. A write is never rounded, cut or written with a substitute character.
import type { LegacyValue } from '../../../src/legacy/legacy-value.js';
import type { ColumnType } from '../column/column-type.js';
import type { CodePage } from '../column/fit.js';
import { fitValue } from '../column/fit-value.js';

/** The value in the form in which it is encoded. */
export type Fitted = { readonly fits: true; readonly value: LegacyValue } | { readonly fits: false };

const misfit: Fitted = { fits: false };

/** Fits a value; NULL fits everywhere. */
export function fitExactly(type: ColumnType, value: LegacyValue, codePage: CodePage): Fitted {
  if (value === null) return { fits: true, value };
  // xml, text and ntext take Unicode text, which the server converts; image takes none.
  if (type.kind === 'blob') return typeof value === 'string' && type.name !== 'image' ? { fits: true, value } : misfit;
  const fit = fitValue(type, value, codePage);
  if (fit.kind !== 'exact') return misfit;
  // A condition may lose blanks that a column cannot hold; a value to be written may not.
  return type.kind === 'text' && fit.value !== String(value) ? misfit : { fits: true, value: fit.value };
}
