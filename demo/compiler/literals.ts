// Literals with the type SQL Server gives them.
import { toSortable } from '../values/exact-decimal.js';
import { isWide, parseType, type SqlType } from '../values/sql-type.js';
import type { Literal } from '../tsql/syntax-tree.js';
import { emitted, FLOAT, INT, quoteText, type Emitted } from './emitted.js';

/** A literal of any kind. */
export function literalValue(expression: Literal): Emitted {
  switch (expression.kind) {
    case 'text':
      return textLiteral(expression.value, expression.national);
    case 'number':
      return numberLiteral(expression.digits);
    case 'binary':
      return binaryLiteral(expression.hex);
    case 'null':
      return emitted('NULL', undefined);
  }
}

function textLiteral(value: string, national: boolean): Emitted {
  const name = national ? 'nvarchar' : 'varchar';
  const length = Math.max(1, value.length);
  return literal(quoteText(value), parseType(`${name}(${length > 4000 ? 'max' : length})`));
}

function binaryLiteral(hex: string): Emitted {
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  return literal(`X'${even}'`, parseType(`varbinary(${Math.max(1, even.length / 2)})`));
}

/** 12 is an int, 1.50 a decimal(3,2), 1e3 a float, and an integer beyond int a decimal without scale. */
export function numberLiteral(digits: string, sign: '' | '-' = ''): Emitted {
  if (/e/i.test(digits)) return literal(sign + digits, FLOAT);
  const [whole = '', fraction = ''] = digits.split('.');
  const significant = whole.replace(/^0+/, '');
  if (!digits.includes('.') && Number(whole) <= LARGEST_INT) return literal(String(Number(sign + whole)), INT);
  const type = parseType(`decimal(${Math.max(1, significant.length + fraction.length)},${fraction.length})`);
  return literal(isWide(type) ? quoteText(toSortable(sign + digits)) : String(Number(sign + digits)), type);
}

const LARGEST_INT = 2_147_483_647;

function literal(sql: string, type: SqlType): Emitted {
  return { sql, type, nullable: false, form: 'literal' };
}
