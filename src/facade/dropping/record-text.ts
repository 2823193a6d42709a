// How a canonical value becomes text in a record, from YAML to the catalogue: by its type, and as the layout says.
// It must never guess which of several ways of writing a reader expects.
import type { RecordText } from '../binding-of-drops.js';
import type { FieldType } from '../contract.js';
import { FILE_DATE_FORMATS } from '../format-of-drops/file-words.js';
import type { WrittenFormat } from '../format-of-drops/record-format.js';
import { didYouMean } from '../yaml/did-you-mean.js';
import type { Spot } from '../yaml/spot.js';
import { codesText, flagsText } from './coded-text.js';
import { typeOf } from './record-value.js';
import type { RecordValue } from './record-value.js';

const TEXT: RecordText = { kind: 'text' };

type Member = 'format' | 'decimal' | 'signed' | 'whenTrue' | 'whenFalse' | 'codes';
const MEMBERS: readonly Member[] = ['format', 'decimal', 'signed', 'whenTrue', 'whenFalse', 'codes'];

/** Which members go with which type. */
const FITTING: Readonly<Record<FieldType['kind'], readonly Member[]>> = {
  string: [],
  uuid: [],
  binary: [],
  integer: ['signed'],
  long: ['signed'],
  decimal: ['decimal', 'signed'],
  date: ['format'],
  time: ['format'],
  instant: ['format'],
  boolean: ['whenTrue', 'whenFalse'],
  enum: ['codes'],
};

/** The text of one value; everything wrong goes to `spot`, the item's place. */
export function recordText(format: WrittenFormat, value: RecordValue, spot: Spot): RecordText {
  const type = typeOf(value);
  const fitting = type === undefined ? [] : FITTING[type.kind];
  for (const member of MEMBERS) {
    if (format[member] === undefined || fitting.includes(member)) continue;
    spot.in(member).errorAtKey(`is nothing for ${type === undefined ? 'this value' : `a value of type ${type.kind}`}.`);
  }
  const { written } = value;
  if (written?.source?.kind === 'constant') {
    spot.in('from').error(`${written.field.name} is the same in every row: it cannot be written.`);
  }
  return type === undefined ? TEXT : textOfType(type, format, value, spot);
}

function textOfType(type: FieldType, format: WrittenFormat, value: RecordValue, spot: Spot): RecordText {
  switch (type.kind) {
    case 'string':
      return stringText(value, spot);
    case 'uuid':
    case 'binary':
      return TEXT;
    case 'integer':
    case 'long':
      return numberText(0, format, spot);
    case 'decimal':
      return numberText(type.scale, format, spot);
    case 'date':
    case 'instant':
    case 'time':
      return temporalText(type.kind, format, spot);
    case 'boolean':
      return flagsText(format, value, spot);
    case 'enum':
      return codesText(type.values, format, value, spot);
  }
}

/** A composite goes whole, or one part of it. */
function stringText({ part, written }: RecordValue, spot: Spot): RecordText {
  const source = written?.source;
  if (part === undefined || source?.kind !== 'parts') return TEXT;
  if (source.separator === '') spot.in('from').error('cannot be taken apart: nothing stands between its parts.');
  return { kind: 'part', part, separator: source.separator };
}

function numberText(scale: number, { decimal = 'point', signed = false }: WrittenFormat, spot: Spot): RecordText {
  if (scale > 0 && !spot.in('decimal').isWritten) {
    spot.error('needs `decimal`: point, comma or implied, which is what stands before the fraction.');
  }
  return { kind: 'number', decimal, signed };
}

function temporalText(kind: 'date' | 'instant' | 'time', format: WrittenFormat, spot: Spot): RecordText {
  switch (kind) {
    case 'date':
      return { kind, format: formatOf(format, FILE_DATE_FORMATS, spot) };
    case 'instant':
      return { kind, format: formatOf(format, ['yyyymmddhhmmss', 'rfc3339'], spot) };
    case 'time':
      return { kind, format: formatOf(format, ['hhmmss', 'hh:mm:ss'], spot) };
  }
}

/** The format, or the first of those allowed where a fault was told. */
function formatOf<Format extends NonNullable<WrittenFormat['format']>>(
  { format }: WrittenFormat,
  allowed: readonly [Format, ...Format[]],
  spot: Spot,
): Format {
  const found = allowed.find((each) => each === format);
  if (found !== undefined) return found;
  const names = allowed.join(', ');
  const place = spot.in('format');
  if (format !== undefined)
    place.error(`must be one of ${names} for a value of this type.${didYouMean(format, allowed)}`);
  else if (!place.isWritten) spot.error(`needs \`format\`, one of ${names}.`);
  return allowed[0];
}
