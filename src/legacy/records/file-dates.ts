// Days as files write them. It must never leave it open which day is meant.
import type { FileDateFormat } from '../../facade/binding-of-drops.js';
import { isDay } from '../codecs-of-time/calendar.js';

/** Where year, month and day stand in each format; two digits of the year are `yy`. */
const PATTERNS: Readonly<Record<FileDateFormat, string>> = {
  yyyymmdd: 'yyyymmdd',
  yymmdd: 'yymmdd',
  ddmmyyyy: 'ddmmyyyy',
  'yyyy-mm-dd': 'yyyy-mm-dd',
  'dd.mm.yyyy': 'dd.mm.yyyy',
  'dd/mm/yyyy': 'dd/mm/yyyy',
};

/**
 * Years that two digits name without doubt. Readers turn over at different years: POSIX strptime takes 69 to 99 for the
 * last century, IBM i 40 to 99 (1940 to 2039); between them they agree on these.
 */
const [FIRST_SHORT_YEAR, LAST_SHORT_YEAR] = ['1970', '2039'];

/** An existing day `2026-01-31` in a format of files. */
export function fileDate(day: string, format: FileDateFormat): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return PATTERNS[format].replace('yyyy', year).replace('yy', year.slice(2)).replace('mm', month).replace('dd', date);
}

/** Whether the format says which day is meant, the century included. */
export function isDayPlain(day: string, format: FileDateFormat): boolean {
  const year = day.slice(0, 4);
  return format !== 'yymmdd' || (year >= FIRST_SHORT_YEAR && year <= LAST_SHORT_YEAR);
}

/** The text of a regular expression that finds a date in this format. */
export function fileDatePattern(format: FileDateFormat): string {
  return PATTERNS[format].replaceAll('.', '\\.').replaceAll(/[ymd]/g, '\\d');
}

/** The day that a text in this format means, `2026-01-31`; undefined where there is no such day. */
export function dayOfFileDate(text: string, format: FileDateFormat): string | undefined {
  const at = (letter: string): string => {
    const start = PATTERNS[format].indexOf(letter);
    return text.slice(start, PATTERNS[format].lastIndexOf(letter) + 1);
  };
  const year = at('y');
  const day = `${year.length === 2 ? longYear(year) : year}-${at('m')}-${at('d')}`;
  return isDay(day) ? day : undefined;
}

/** Within the years that are plain; what lies between is read as POSIX does. */
function longYear(year: string): string {
  return `${year >= '69' ? '19' : '20'}${year}`;
}
