// Texts with fractions of a second, compared and cut on the grid a column can hold.
// It must never use a number for a fraction: seven digits beside a date do not fit a double.
import type { Place } from '../codecs/column-filter.js';
import type { ColumnType } from '../codecs/column-type.js';

/** `00` to `59`. */
export const TWO_DIGITS: readonly string[] = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));

/** A text with its fraction apart; the fraction has no trailing zeros. */
export interface Fractional {
  readonly seconds: string;
  readonly fraction: string;
}

/** Takes `…:59.1200` apart into `…:59` and `12`. */
export function takeFraction(text: string): Fractional {
  const point = text.indexOf('.');
  if (point < 0) return { seconds: text, fraction: '' };
  return { seconds: text.slice(0, point), fraction: text.slice(point + 1).replace(/0+$/, '') };
}

/** The inverse of takeFraction. */
export function withFraction(seconds: string, fraction: string): string {
  return fraction === '' ? seconds : `${seconds}.${fraction}`;
}

/** Where a civil time or time of day stands among those the column's type can hold. */
export function placeOnSecondsGrid(type: ColumnType, text: string): Place {
  const { seconds, fraction } = takeFraction(text);
  if (type.name === 'smalldatetime') return placeOnMinutes(seconds, fraction);
  const cut = (type.name === 'datetime' ? cutToTicks(fraction) : fraction.slice(0, type.scale)).replace(/0+$/, '');
  return { at: cut === fraction ? 'exactly' : 'after', value: withFraction(seconds, cut) };
}

/** smalldatetime keeps whole minutes. */
function placeOnMinutes(seconds: string, fraction: string): Place {
  const value = `${seconds.slice(0, -2)}00`;
  return { at: value === seconds && fraction === '' ? 'exactly' : 'after', value };
}

/** datetime keeps 1/300 s and shows it as milliseconds that end in 0, 3 or 7 (Microsoft Learn, "datetime"). */
function cutToTicks(fraction: string): string {
  const milliseconds = fraction.slice(0, 3).padEnd(3, '0');
  const last = Number(milliseconds[2]);
  const tick = last >= 7 ? '7' : last >= 3 ? '3' : '0';
  return milliseconds.slice(0, 2) + tick;
}
