// Expressions to SQLite text with their types. Conditions are next door; calls have tables of their own.
import { SqlError } from '../values/sql-error.js';
import { isApproximate, isDecimal, isInteger, isText, isWide, MAX_LENGTH, type SqlType } from '../values/sql-type.js';
import { isCondition, isLiteral, type Expression } from '../tsql/syntax-tree.js';
import { resultType } from './coercion.js';
import type { Compilation, ValueCompiler } from './compilation.js';
import { compareOperands, compileCondition } from './condition-compiler.js';
import { converted, emitted, FLOAT, INT, padded, typeLiteral, typeOf, type Emitted } from './emitted.js';
import { compileCall } from '../calls/call-compiler.js';
import { globalVariable } from '../calls/session-calls.js';
import { literalValue, numberLiteral } from './literals.js';
import type { Scope } from './scope.js';

type Of<K extends Expression['kind']> = Extract<Expression, { kind: K }>;

/** Compiles expressions at one place of a query. */
export class ExpressionCompiler implements ValueCompiler {
  constructor(
    readonly compilation: Compilation,
    readonly scope: Scope,
  ) {}

  /** A value. */
  value(expression: Expression): Emitted {
    if (isCondition(expression)) return emitted(this.condition(expression), INT, false);
    if (isLiteral(expression)) return literalValue(expression);
    switch (expression.kind) {
      case 'variable':
        return this.compilation.variable(expression.name);
      case 'global':
        return globalVariable(expression.name);
      case 'column':
        return this.scope.column(expression.path);
      case 'call':
        return compileCall(expression, this);
      case 'cast':
        return this.cast(expression);
      case 'case':
        return this.choice(expression);
      case 'sign':
        return this.sign(expression);
      case 'arithmetic':
        return arithmetic(expression.operator, this.value(expression.left), this.value(expression.right));
      case 'subquery':
        return this.scalar(expression);
    }
  }

  /** A condition, in parentheses. */
  condition(expression: Expression): string {
    return compileCondition(expression, this);
  }

  private cast({ operand, type, style, lenient }: Of<'cast'>): Emitted {
    const value = this.value(operand);
    const to = type;
    if (!lenient && style === undefined) return { ...converted(value, to), form: 'other' };
    const from = typeLiteral(value.type ?? to);
    const styled = style === undefined ? 'NULL' : this.value(style).sql;
    const name = lenient ? 't_try_convert' : 't_convert';
    return emitted(`${name}(${value.sql}, ${from}, ${typeLiteral(to)}, ${styled})`, to, lenient || value.nullable);
  }

  private choice({ operand, branches, otherwise }: Of<'case'>): Emitted {
    const results = branches.map((branch) => this.value(branch.result));
    const last = otherwise === undefined ? emitted('NULL', undefined) : this.value(otherwise);
    const type = resultType([...results, last].map((result) => result.type));
    const as = (result: Emitted): string => (type === undefined ? result.sql : converted(result, type).sql);
    const subject = operand === undefined ? undefined : this.value(operand);
    const whens = branches.map(({ when }, index) => {
      const test = subject === undefined ? this.condition(when) : compareOperands('=', subject, this.value(when));
      return `WHEN ${test} THEN ${as(results[index] ?? last)}`;
    });
    return emitted(
      `CASE ${whens.join(' ')} ELSE ${as(last)} END`,
      type,
      [...results, last].some((each) => each.nullable),
    );
  }

  private sign({ operator, operand }: Of<'sign'>): Emitted {
    if (operator === '-' && operand.kind === 'number') return numberLiteral(operand.digits, '-');
    const value = this.value(operand);
    if (operator === '+') return value;
    if (operator === '-') return arithmetic('-', emitted('0', INT, false), value);
    return emitted(`(~${value.sql})`, value.type, value.nullable);
  }

  private scalar({ query }: Of<'subquery'>): Emitted {
    const { sql, columns } = this.compilation.subquery(query, this.compilation, this.scope);
    const [column] = columns;
    if (column === undefined || columns.length > 1) {
      throw new SqlError(
        116,
        'Only one expression can be specified in the select list when the subquery is not introduced with EXISTS.',
      );
    }
    return emitted(`(${sql})`, column.type);
  }
}

/** Arithmetic, or concatenation where both sides are text. Decimals are reckoned as doubles. */
function arithmetic(operator: string, left: Emitted, right: Emitted): Emitted {
  const nullable = left.nullable || right.nullable;
  const types = [typeOf(left), typeOf(right)] as const;
  if (operator === '+' && types.every(isText)) {
    return emitted(`(${padded(left)} || ${padded(right)})`, joined(...types), nullable);
  }
  const type = arithmeticType(operator, ...types);
  const plain = `(${operand(left, type)} ${operator} ${operand(right, type)})`;
  return emitted(isWide(type) ? `t_exact(${plain}, ${type.scale})` : plain, type, nullable);
}

function joined(a: SqlType, b: SqlType): SqlType {
  const length = a.length === MAX_LENGTH || b.length === MAX_LENGTH ? MAX_LENGTH : a.length + b.length;
  return { ...a, name: a.name.startsWith('n') || b.name.startsWith('n') ? 'nvarchar' : 'varchar', length };
}

function arithmeticType(operator: string, a: SqlType, b: SqlType): SqlType {
  const type = resultType([a, b]) ?? INT;
  if (isApproximate(type)) return FLOAT;
  if (!isInteger(type) && !isDecimal(type)) {
    throw new SqlError(402, `The data types ${a.name} and ${b.name} are incompatible in the ${operator} operator.`);
  }
  if (isInteger(type)) return type.name === 'bit' ? INT : type;
  const scale = operator === '*' ? a.scale + b.scale : operator === '/' ? Math.max(6, a.scale) : type.scale;
  return { name: 'decimal', length: 0, precision: 38, scale: Math.min(scale, 12) };
}

/** One side as a plain number. */
function operand(side: Emitted, type: SqlType): string {
  const own = typeOf(side);
  if (isText(own)) return operand(converted(side, type), type);
  return isWide(own) ? `t_real(${side.sql})` : isDecimal(type) ? `(${side.sql} * 1.0)` : side.sql;
}
