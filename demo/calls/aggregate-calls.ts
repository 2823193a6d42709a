// Aggregates and ranking functions, alone or over a window.
import { SqlError } from '../values/sql-error.js';
import { isApproximate, isDecimal, isInteger, isMoney, isWide, parseType, type SqlType } from '../values/sql-type.js';
import type { Expression, Window } from '../tsql/syntax-tree.js';
import { sortable } from '../compiler/coercion.js';
import type { ValueCompiler } from '../compiler/compilation.js';
import { BIGINT, emitted, FLOAT, INT, typeOf, type Emitted } from '../compiler/emitted.js';

type Call = Extract<Expression, { kind: 'call' }>;

const AGGREGATES = new Set(['COUNT', 'COUNT_BIG', 'SUM', 'AVG', 'MIN', 'MAX']);
const RANKINGS = new Set(['ROW_NUMBER', 'RANK', 'DENSE_RANK']);
const MONEY = parseType('money');

/** True for an upper-case name of an aggregate or ranking function. */
export const isAggregate = (name: string): boolean => AGGREGATES.has(name) || RANKINGS.has(name);

/** True for a call that folds a group: an aggregate that is not over a window. */
export const foldsGroup = (call: Call): boolean => AGGREGATES.has(call.name) && call.over === undefined;

export function compileAggregate(call: Call, values: ValueCompiler): Emitted {
  const over = call.over === undefined ? '' : ` OVER (${windowText(call.over, values)})`;
  if (RANKINGS.has(call.name)) return ranking(call, over);
  if (call.name === 'COUNT' || call.name === 'COUNT_BIG') return count(call, over, values);
  const [argument] = call.args;
  if (argument === undefined || call.args.length > 1 || call.star) {
    throw new SqlError(174, `The ${call.name} function requires 1 argument(s).`);
  }
  const value = values.value(argument);
  if (call.name === 'MIN' || call.name === 'MAX') {
    return emitted(`${call.name.toLowerCase()}(${sortable(value)})${over}`, value.type);
  }
  return total(call, value, over);
}

function ranking(call: Call, over: string): Emitted {
  if (call.over === undefined) {
    throw new SqlError(10753, `The function '${call.name}' must have an OVER clause.`, { class: 15 });
  }
  if (call.over.orderBy.length === 0) {
    throw new SqlError(4112, `The function '${call.name}' must have an OVER clause with ORDER BY.`, { class: 15 });
  }
  return emitted(`${call.name.toLowerCase()}()${over}`, BIGINT);
}

function count(call: Call, over: string, values: ValueCompiler): Emitted {
  const [argument] = call.args;
  const counted = argument === undefined ? '*' : (call.distinct ? 'DISTINCT ' : '') + sortable(values.value(argument));
  return emitted(`count(${counted})${over}`, call.name === 'COUNT' ? INT : BIGINT, false);
}

/** SUM and AVG. Decimals are added as doubles and rounded to their scale. */
function total(call: Call, value: Emitted, over: string): Emitted {
  const name = call.name.toLowerCase();
  const own = typeOf(value);
  const distinct = call.distinct ? 'DISTINCT ' : '';
  const plain = `${name}(${distinct}${isWide(own) ? `t_real(${value.sql})` : value.sql})${over}`;
  if (isApproximate(own)) return emitted(plain, FLOAT);
  if (isInteger(own)) return emitted(`CAST(${plain} AS INTEGER)`, own.name === 'bigint' ? BIGINT : INT);
  if (!isDecimal(own)) throw new SqlError(8117, `Operand data type ${own.name} is invalid for ${name} operator.`);
  const type: SqlType = isMoney(own)
    ? MONEY
    : { ...own, precision: 38, scale: name === 'avg' ? Math.max(6, own.scale) : own.scale };
  return emitted(`t_exact(${plain}, ${type.scale})`, type);
}

function windowText(window: Window, values: ValueCompiler): string {
  const partition = window.partitionBy.map((each) => sortable(values.value(each)));
  const order = window.orderBy.map(
    (each) => `${sortable(values.value(each.expression))}${each.descending ? ' DESC' : ''}`,
  );
  return [
    ...(partition.length > 0 ? [`PARTITION BY ${partition.join(', ')}`] : []),
    ...(order.length > 0 ? [`ORDER BY ${order.join(', ')}`] : []),
  ].join(' ');
}
