// The scalar functions the demo server knows. They work on the values given; nothing here asks the session.
import {
  isApproximate,
  isDecimal,
  isPadded,
  isText,
  isUnicode,
  isWide,
  MAX_LENGTH,
  parseType,
  type SqlType,
} from '../values/sql-type.js';
import { resultType } from '../compiler/coercion.js';
import type { KnownCall } from './known-call.js';
import { converted, emitted, FLOAT, INT, padded, typeOf, type Emitted } from '../compiler/emitted.js';

type Args = readonly Emitted[];

const NVARCHAR = parseType('nvarchar(4000)');
const NONE = emitted('NULL', undefined);

const arg = (args: Args, index: number): Emitted => args[index] ?? NONE;
const anyNullable = (args: Args): boolean => args.some((each) => each.nullable);

/** Text that a text function may read: other types are converted, CHAR shows its blanks. */
function readable(expression: Emitted): string {
  const { type } = expression;
  return type === undefined || isText(type) ? padded(expression) : converted(expression, NVARCHAR).sql;
}

/** The varying type of the same kind and length. */
function varying(expression: Emitted): SqlType {
  const type = expression.type ?? NVARCHAR;
  if (!isText(type)) return NVARCHAR;
  return { ...type, name: isUnicode(type) ? 'nvarchar' : 'varchar' };
}

/** A function over text whose result is text like its first argument. */
function overText(name: string, least: number, most = least): KnownCall {
  return {
    least,
    most,
    compile: (args) => {
      const inner = args.map((each) => (each.type !== undefined && !isText(each.type) ? each.sql : readable(each)));
      return emitted(`${name}(${inner.join(', ')})`, varying(arg(args, 0)), true);
    },
  };
}

/** A function over numbers that keeps their type; wide decimals are reckoned as floats. */
function overNumber(name: string, least: number, most = least): KnownCall {
  return {
    least,
    most,
    compile: (args) => {
      const type = typeOf(arg(args, 0));
      const value = isWide(type) || isText(type) ? converted(arg(args, 0), FLOAT) : arg(args, 0);
      const rest = args.slice(1).map((each) => each.sql);
      return emitted(`${name}(${[value.sql, ...rest].join(', ')})`, value.type, true);
    },
  };
}

function isNull(args: Args): Emitted {
  const [value, fallback] = [arg(args, 0), arg(args, 1)];
  const type = value.type ?? fallback.type;
  const replaced = type === undefined ? fallback : converted(fallback, type);
  return emitted(`ifnull(${value.sql}, ${replaced.sql})`, type, fallback.nullable);
}

function coalesce(args: Args): Emitted {
  const type = resultType(args.map((each) => each.type));
  const inner = args.map((each) => (type === undefined ? each.sql : converted(each, type).sql));
  return emitted(
    `coalesce(${inner.join(', ')})`,
    type,
    args.every((each) => each.nullable),
  );
}

function nullIf(args: Args): Emitted {
  const [value, other] = [arg(args, 0), arg(args, 1)];
  const compared = value.type === undefined ? other : converted(other, value.type);
  return emitted(`nullif(${value.sql}, ${compared.sql})`, value.type, true);
}

function concat(args: Args): Emitted {
  const parts = args.map((each) => `ifnull(${readable(each)}, '')`);
  return emitted(`(${parts.join(' || ')})`, NVARCHAR, false);
}

/** Bytes, as SQL Server stores them. */
function dataLength(args: Args): Emitted {
  const value = arg(args, 0);
  const type = typeOf(value);
  if (isText(type)) return emitted(`(length(${padded(value)}) * ${isUnicode(type) ? 2 : 1})`, INT, value.nullable);
  if (type.length === MAX_LENGTH || type.length > 0) return emitted(`length(${value.sql})`, INT, value.nullable);
  const bytes = isApproximate(type) || isDecimal(type) || type.name === 'bigint' ? 8 : 4;
  return emitted(`(CASE WHEN ${value.sql} IS NULL THEN NULL ELSE ${bytes} END)`, INT, value.nullable);
}

const lengthOf = (args: Args): Emitted => emitted(`length(rtrim(${readable(arg(args, 0))}))`, INT, anyNullable(args));
const position = (args: Args): Emitted =>
  emitted(`t_charindex(${args.map((each, index) => (index < 2 ? readable(each) : each.sql)).join(', ')})`, INT, true);

/** Trimming CHAR needs no blanks first. */
const trimming = (name: string): KnownCall => ({
  least: 1,
  most: 1,
  compile: (args) => {
    const value = arg(args, 0);
    const sql = value.type !== undefined && isPadded(value.type) && name !== 'ltrim' ? value.sql : readable(value);
    return emitted(`${name}(${sql})`, varying(value), value.nullable);
  },
});

/** By upper-case name. */
export const SCALAR_CALLS: Readonly<Record<string, KnownCall>> = {
  ISNULL: { least: 2, most: 2, compile: isNull },
  COALESCE: { least: 2, most: 100, compile: coalesce },
  NULLIF: { least: 2, most: 2, compile: nullIf },
  CONCAT: { least: 2, most: 254, compile: concat },
  LEN: { least: 1, most: 1, compile: lengthOf },
  DATALENGTH: { least: 1, most: 1, compile: dataLength },
  CHARINDEX: { least: 2, most: 3, compile: position },
  LTRIM: trimming('ltrim'),
  RTRIM: trimming('rtrim'),
  TRIM: trimming('trim'),
  UPPER: overText('t_upper', 1),
  LOWER: overText('t_lower', 1),
  LEFT: overText('t_left', 2),
  RIGHT: overText('t_right', 2),
  SUBSTRING: overText('t_substring', 3),
  REPLACE: overText('t_replace', 3),
  ABS: overNumber('abs', 1),
  ROUND: overNumber('round', 2),
  FLOOR: overNumber('floor', 1),
  CEILING: overNumber('ceil', 1),
};
