// What text can stand in a file: how many bytes it takes, and whether a reader of the file would take it for something
// else. Whether an encoding has its letters is found out when the operation is prepared.
import type { FileEncoding, LayoutFormat } from '../binding-of-drops.js';

/** Bytes of a text; every encoding but UTF-8 has one per character. */
export function bytesOf(text: string, encoding: FileEncoding): number {
  return encoding === 'utf-8' ? Buffer.byteLength(text, 'utf8') : Array.from(text).length;
}

/** Why a text that the facade itself puts into a file cannot stand there, as the end of a sentence. */
export function textFault(text: string, format: LayoutFormat): string | undefined {
  if (/[\p{Cc}\p{Cs}]/u.test(text.replaceAll(format.kind === 'csv' && format.delimiter === '\t' ? '\t' : '\0', ''))) {
    return 'has a control character';
  }
  return undefined;
}

/** As `textFault`, for a text that is one value. */
export function valueTextFault(text: string, format: LayoutFormat): string | undefined {
  if (/[\p{Cc}\p{Cs}]/u.test(text)) return 'has a control character';
  if (format.kind !== 'csv' || format.quote !== 'never') return undefined;
  return text.includes(format.delimiter) || text.includes('"') ? 'needs quotes, and `quote` is never' : undefined;
}
