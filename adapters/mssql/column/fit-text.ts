// Fits text into char, varchar, nchar and nvarchar columns: by length, and by the code page of the narrow ones.
import type { ColumnType } from './column-type.js';
import { type CodePage, type Fit, foreign } from './fit.js';

type TextType = Extract<ColumnType, { kind: 'text' }>;

/**
 * Text with a character the code page lacks is foreign: the driver would send a question mark, which may match something.
 * Text that is too long is foreign too. Blanks at the end that do not fit are dropped, because SQL Server ignores them
 * in comparisons (Microsoft Learn, "Effects of trailing spaces").
 */
export function fitText(type: TextType, text: string, codePage: CodePage): Fit {
  if (!text.isWellFormed()) return foreign;
  const bounded = type.length === 'max' ? text : withoutSpareBlanks(text, type.length);
  const length = textLength(type, bounded, codePage);
  if (length === undefined) return foreign;
  return type.length === 'max' || length <= type.length ? { kind: 'exact', value: bounded } : foreign;
}

/** Length in the unit of the type's declaration: UTF-16 code units of n-types, bytes otherwise. */
export function textLength(type: TextType, text: string, codePage: CodePage): number | undefined {
  return type.wide ? text.length : codePage(text);
}

function withoutSpareBlanks(text: string, length: number): string {
  let end = text.length;
  while (end > length && text.charCodeAt(end - 1) === 0x20) end -= 1;
  return end === text.length ? text : text.slice(0, end);
}
