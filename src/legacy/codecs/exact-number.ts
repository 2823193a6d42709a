// Where a decimal text stands among the numbers a column can hold, by whole-number arithmetic.
// It must never pass through a binary double, except for columns that are doubles themselves.
import type { Column } from '../../facade/binding.js';
import { UnusableBinding } from '../codec.js';
import type { LegacyValue } from '../legacy-value.js';
import { ABOVE_ALL, BELOW_ALL } from './column-filter.js';
import type { Place, Placing } from './column-filter.js';
import { columnType } from './column-type.js';
import type { ColumnType } from './column-type.js';

const DECIMAL = /^(-?)0*(\d+)(?:\.(\d+))?$/;
/** SQL Server's widest number has 38 digits; longer texts need no arithmetic. */
const WIDEST = 38;

/** Lowest and highest value of the integer types (Microsoft Learn, "int, bigint, smallint, and tinyint"), and money. */
const RANGES: Readonly<Record<string, readonly [lowest: bigint, highest: bigint]>> = {
  tinyint: [0n, 255n],
  smallint: [-(2n ** 15n), 2n ** 15n - 1n],
  int: [-(2n ** 31n), 2n ** 31n - 1n],
  bigint: [-(2n ** 63n), 2n ** 63n - 1n],
  money: [-(2n ** 63n), 2n ** 63n - 1n],
  smallmoney: [-(2n ** 31n), 2n ** 31n - 1n],
};

/** Placing for a numeric column. Throws UnusableBinding when numbers cannot be compared in this column. */
export function numberPlacing(column: Column): Placing {
  const type = columnType(column);
  if (type.name === 'float' || type.name === 'real') return placeDouble;
  if (type.family !== 'exact' && type.family !== 'number') {
    throw new UnusableBinding(
      `column ${column.name} of type ${column.type} does not hold numbers that can be compared`,
    );
  }
  const [lowest, highest] = RANGES[type.name] ?? [
    1n - 10n ** BigInt(type.precision),
    10n ** BigInt(type.precision) - 1n,
  ];
  const asKept = keptForm(type);
  return (text) => {
    if (asKept?.test(text) === true) return { at: 'exactly', value: text };
    const steps = floorToSteps(text, type.scale);
    if (steps === undefined || typeof steps === 'string') return placeOutside(steps);
    if (steps.floor > highest) return ABOVE_ALL;
    if (steps.floor < lowest) return BELOW_ALL;
    return { at: steps.whole ? 'exactly' : 'after', value: asLegacy(type, steps.floor) };
  };
}

/** Decimals that the column gives back just as they are written; most come like this. */
function keptForm({ name, precision, scale }: ColumnType): RegExp | undefined {
  const whole = precision - scale;
  if (RANGES[name] !== undefined || scale === 0 || whole === 0) return undefined;
  return new RegExp(`^(?:0|[1-9]\\d{0,${whole - 1}})\\.\\d{${scale}}$`);
}

function placeOutside(side: 'below' | 'above' | undefined): Place | undefined {
  if (side === undefined) return undefined;
  return side === 'below' ? BELOW_ALL : ABOVE_ALL;
}

function placeDouble(text: string): Place | undefined {
  if (!DECIMAL.test(text)) return undefined;
  const value = Number(text);
  if (Number.isFinite(value)) return { at: 'exactly', value };
  return value < 0 ? BELOW_ALL : ABOVE_ALL;
}

/** Counts the text in steps of 10^-scale, rounded towards minus infinity; `whole` when nothing was cut off. */
function floorToSteps(text: string, scale: number): { floor: bigint; whole: boolean } | 'below' | 'above' | undefined {
  const match = DECIMAL.exec(text);
  if (match === null) return undefined;
  const negative = match[1] === '-';
  const digits = match[2] ?? '';
  const fraction = match[3] ?? '';
  if (digits.length > WIDEST) return negative ? 'below' : 'above';
  const size = BigInt(digits + fraction.slice(0, scale).padEnd(scale, '0'));
  const whole = /^0*$/.test(fraction.slice(scale));
  return { floor: negative ? -size - (whole ? 0n : 1n) : size, whole };
}

function asLegacy(type: ColumnType, steps: bigint): LegacyValue {
  if (type.family === 'number') return Number(steps);
  if (type.scale === 0) return steps.toString();
  const digits = (steps < 0n ? -steps : steps).toString().padStart(type.scale + 1, '0');
  return `${steps < 0n ? '-' : ''}${digits.slice(0, -type.scale)}.${digits.slice(-type.scale)}`;
}
