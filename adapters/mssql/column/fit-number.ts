// Fits numbers into exact and approximate number types, in whole units of the type's last digit (BigInt, no doubles).
import type { LegacyValue } from '../../../src/legacy/legacy-value.js';
import type { ColumnType } from './column-type.js';
import { type Fit, foreign } from './fit.js';

type NumberType = Extract<ColumnType, { kind: 'integer' | 'decimal' | 'money' | 'float' }>;
type ExactType = Exclude<NumberType, { kind: 'float' }>;

const PLAIN = /^(-?)(\d+)(?:\.(\d+))?$/;

interface Range {
  readonly scale: number;
  readonly lowest: bigint;
  readonly highest: bigint;
}

const bits = (count: bigint, scale = 0): Range => ({
  scale,
  lowest: -(2n ** (count - 1n)),
  highest: 2n ** (count - 1n) - 1n,
});

function rangeOf(type: ExactType): Range {
  switch (type.kind) {
    case 'integer':
      return INTEGERS[type.name];
    case 'money':
      return type.small ? bits(32n, 4) : bits(64n, 4);
    case 'decimal': {
      const highest = 10n ** BigInt(type.precision) - 1n;
      return { scale: type.scale, lowest: -highest, highest };
    }
  }
}

const INTEGERS: Readonly<Record<'tinyint' | 'smallint' | 'int' | 'bigint', Range>> = {
  tinyint: { scale: 0, lowest: 0n, highest: 255n },
  smallint: bits(16n),
  int: bits(32n),
  bigint: bits(64n),
};

/** Fits a number, or a text that is a plain decimal number, into a number type. */
export function fitNumber(type: NumberType, value: Exclude<LegacyValue, null>): Fit {
  if (typeof value !== 'number' && typeof value !== 'string') return foreign;
  if (type.kind === 'float') return fitFloat(type.single, Number(value));
  const match = PLAIN.exec(typeof value === 'number' ? plainText(value) : value);
  if (match === null) return foreign;
  const [, sign = '', whole = '', fraction = ''] = match;
  return fitUnits(type, sign === '-', { whole, fraction });
}

/** A double as plain decimal text; exponents appear above 1e21 and below 1e-6 only. */
function plainText(value: number): string {
  const text = String(value);
  return text.includes('e') && Number.isFinite(value) ? value.toFixed(20) : text;
}

function fitUnits(type: ExactType, negative: boolean, digits: { whole: string; fraction: string }): Fit {
  const { scale, lowest, highest } = rangeOf(type);
  const kept = digits.fraction.slice(0, scale).padEnd(scale, '0');
  const rest = /[1-9]/.test(digits.fraction.slice(scale));
  const magnitude = BigInt(digits.whole + kept);
  const floor = negative ? -magnitude - (rest ? 1n : 0n) : magnitude;
  const ceiling = rest ? floor + 1n : floor;
  if (!rest && floor >= lowest && floor <= highest) return { kind: 'exact', value: unitsText(floor, scale) };
  return {
    kind: 'between',
    ...(floor < lowest ? {} : { below: unitsText(floor > highest ? highest : floor, scale) }),
    ...(ceiling > highest ? {} : { above: unitsText(ceiling < lowest ? lowest : ceiling, scale) }),
  };
}

function unitsText(units: bigint, scale: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const sign = units < 0n ? '-' : '';
  return scale === 0 ? sign + whole : `${sign}${whole}.${digits.slice(digits.length - scale)}`;
}

/** A real column is compared with the nearest single: that is what the ERP would have stored for this number. */
function fitFloat(single: boolean, value: number): Fit {
  return Number.isFinite(value) ? { kind: 'exact', value: single ? Math.fround(value) : value } : foreign;
}
