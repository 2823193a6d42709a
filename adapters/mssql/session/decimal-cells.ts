// Cells of decimals (MS-TDS 2.2.5.5.1.6): a sign and a magnitude of 4 to 16 bytes in whole units of the last digit.
// It must never lose a digit of what is asked for as text.
import type { CellReader } from './cells.js';
import type { Incoming } from './incoming.js';

/** Exact text without trailing zeros, or the nearest double where nobody asked for a decimal. */
export function decimalReader(scale: number, asText: boolean): CellReader {
  const unit = 10 ** scale;
  return (incoming) => {
    const length = incoming.uint8();
    if (length === 0) return null;
    incoming.need(length);
    const sign = incoming.uint8() === 1 ? '' : '-';
    const magnitude = magnitudeOf(incoming, length - 1);
    if (!asText) return Number(sign + String(magnitude)) / unit;
    const text = typeof magnitude === 'number' ? textOf(magnitude, scale, unit) : placed(String(magnitude), scale);
    return text === '0' ? text : sign + text;
  };
}

/** A number where a double holds it exactly, which is nearly always. */
function magnitudeOf(incoming: Incoming, length: number): number | bigint {
  const low = incoming.uint32();
  if (length === 4) return low;
  const high = incoming.uint32();
  if (length === 8 && high < 2 ** 21) return high * 2 ** 32 + low;
  let magnitude = (BigInt(high) << 32n) | BigInt(low);
  for (let shift = 64n; shift < BigInt(length) * 8n; shift += 32n) magnitude |= BigInt(incoming.uint32()) << shift;
  return magnitude;
}

function textOf(magnitude: number, scale: number, unit: number): string {
  if (scale === 0) return String(magnitude);
  const whole = Math.floor(magnitude / unit);
  // A double holds 10^22 and less exactly, and the whole units here are below 2^53.
  const rest = magnitude - whole * unit;
  return rest === 0 ? String(whole) : placed(String(magnitude), scale);
}

/** The digits with a point before the last `scale` of them, without zeros behind it that say nothing. */
function placed(digits: string, scale: number): string {
  if (scale === 0) return digits;
  const padded = digits.padStart(scale + 1, '0');
  const point = padded.length - scale;
  const fraction = padded.slice(point).replace(/0+$/, '');
  return fraction === '' ? padded.slice(0, point) : `${padded.slice(0, point)}.${fraction}`;
}
