// A canonical value as a layout writes it, before it is put in its place. It must never round, cut or substitute.
import type { RecordText } from '../../facade/binding-of-drops.js';
import type { CodeRow } from '../../facade/binding.js';
import type { FieldType } from '../../facade/contract.js';
import { rowToWrite } from '../../facade/writing/write-codes.js';
import type { CivilZone } from '../codecs-of-time/civil-zone.js';
import { readInstant, writeCivil } from '../codecs-of-time/instant-text.js';
import { canonicalForm } from '../encode/encode-canonical.js';
import { Unfit } from '../encode/encode-value.js';
import { fileDate, isDayPlain } from './file-dates.js';

type Scalar = string | number | boolean;
/** The text of a value in canonical form. */
type Write = (shown: string) => string | NoText;

/** Why a value has no text, as the end of a sentence that starts with "This value". */
class NoText {
  constructor(readonly detail: string) {}
}

/** Writes a value that the input schema has accepted. */
export type TextWriter = (value: Scalar, pointer: string) => string | Unfit;

/** What a text depends on beside its own item. */
export interface TextFrame {
  /** The layout's. */
  readonly zone: CivilZone;
  /** Into how many parts the value falls, where its parts stand in the record one by one. */
  readonly parts: number;
}

/** The writer for values of a type. */
export function textWriter(type: FieldType, text: RecordText, frame: TextFrame): TextWriter {
  const canonical = canonicalForm(type);
  const write = writeOf(text, frame);
  return (value, pointer) => {
    const shown = canonical(value);
    const written = shown === undefined ? new NoText('is a value that the ERP cannot hold.') : write(String(shown));
    return written instanceof NoText ? new Unfit(pointer, written.detail) : written;
  };
}

function writeOf(text: RecordText, { zone, parts }: TextFrame): Write {
  switch (text.kind) {
    case 'text':
      return (shown) => shown;
    case 'part':
      return partWrite(text, parts);
    case 'number':
      return numberWrite(text);
    case 'date':
      return (shown) =>
        isDayPlain(shown, text.format)
          ? fileDate(shown, text.format)
          : new NoText('is a year that the ERP would take for another.');
    case 'instant':
      return text.format === 'rfc3339' ? (shown) => shown : civilWrite(zone);
    case 'time':
      return (shown) => (shown.includes('.') ? TOO_FINE : text.format === 'hhmmss' ? digitsOf(shown) : shown);
    case 'flags':
      return (shown) => (shown === 'true' ? text.whenTrue : text.whenFalse);
    case 'codes':
      return codesWrite(text.rows);
  }
}

const TOO_FINE = new NoText('is finer than the seconds that the ERP keeps.');

function digitsOf(text: string): string {
  return text.replaceAll(/\D/g, '');
}

function numberWrite({ decimal, signed }: Extract<RecordText, { kind: 'number' }>): Write {
  return (shown) => {
    if (shown.startsWith('-') && !signed) return new NoText('is negative, and the ERP takes no negative number here.');
    if (decimal === 'implied') return String(BigInt(shown.replace('.', '')));
    return decimal === 'comma' ? shown.replace('.', ',') : shown;
  };
}

/** In the hour that the clocks show twice only its first round can be written: that is how the gateway reads it too. */
function civilWrite(zone: CivilZone): Write {
  return (shown) => {
    const moment = readInstant(shown);
    if (moment === undefined) return new NoText('is a value that the ERP cannot hold.');
    if (moment.fraction !== '') return TOO_FINE;
    const place = zone.placeOf(moment.ms);
    if (place.kind === 'repeated') return new NoText('is in an hour that the clock of the ERP shows twice.');
    const civil = writeCivil({ ms: place.civil, fraction: '' });
    return civil === undefined ? new NoText('is a value that the ERP cannot hold.') : digitsOf(civil);
  };
}

/** All codes that a text of this kind can be; none where it is no code. */
export function codesOf(text: RecordText): readonly string[] {
  if (text.kind === 'flags') return [text.whenTrue, text.whenFalse];
  if (text.kind !== 'codes') return [];
  const codes = text.rows.map(({ value }) => rowToWrite(text.rows, value)?.when[0] ?? undefined);
  return [...new Set(codes)].filter((code) => code !== undefined);
}

/** The facade has chosen one row per word. */
function codesWrite(rows: readonly CodeRow[]): Write {
  return (shown) => rowToWrite(rows, shown)?.when[0] ?? new NoText('is a value that the ERP has no code for.');
}

/** A value with more parts than the record has places for would lose one. */
function partWrite({ part, separator }: Extract<RecordText, { kind: 'part' }>, parts: number): Write {
  const noParts = new NoText(`must have ${parts} parts, with "${separator}" between them and none of them empty.`);
  return (shown) => {
    const found = shown.split(separator);
    return found.length === parts && !found.includes('') ? (found[part] ?? noParts) : noParts;
  };
}
