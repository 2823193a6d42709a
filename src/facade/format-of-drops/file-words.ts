// The words that layouts are made of: encodings, dates, names in XML. Every sentence here is shown to authors.
// It must never know where in a file a word stands.
import { z } from 'zod';

const windows = ['1250', '1251', '1252', '1253', '1254', '1255', '1256', '1257', '1258'] as const;
const iso = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '13', '14', '15', '16'] as const;

/** Encodings of files, as the Encoding Standard or IBM names them. */
export const fileEncoding = z.enum([
  'utf-8',
  ...windows.map((page) => `windows-${page}` as const),
  ...iso.map((part) => `iso-8859-${part}` as const),
  'cp037',
  'cp1047',
]);

/** How days are written in files. */
export const FILE_DATE_FORMATS = ['yyyymmdd', 'yymmdd', 'ddmmyyyy', 'yyyy-mm-dd', 'dd.mm.yyyy', 'dd/mm/yyyy'] as const;

/** A name, a header or a trailer; `joining` parses its placeholders. */
export const template = z.string().min(1).max(400);

/** One character that stands between the columns of a line. */
export const delimiter = z
  .string()
  .regex(/^[;,\t|]$/, 'must be one of ";", ",", "|" and "\\t".')
  .describe('One character: ";", ",", "|" or "\\t". Default: ";"');

/** ASCII only, so that every encoding can write it; no colon, because namespaces are not declared anywhere. */
export const xmlName = z
  .string()
  .max(100)
  .regex(
    /^(?![Xx][Mm][Ll])[A-Za-z_][A-Za-z0-9._-]*$/,
    'must be a name of XML: letters, digits, ".", "_" and "-", a letter or "_" first, and not "xml…".',
  );

/** A place in a line, counted from 1. */
export const ordinal = z.int().min(1).max(100_000);

/** Bytes of a line. */
export const byteSpan = z
  .strictObject({ at: ordinal.describe('First byte, counted from 1'), width: ordinal.describe('Bytes') })
  .meta({ id: 'Bytes', title: 'Bytes' });
