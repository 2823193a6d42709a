// Function calls: a call is an aggregate, a scalar function or a question to the session, or it is error 195.
import { SqlError } from '../values/sql-error.js';
import type { Expression } from '../tsql/syntax-tree.js';
import { compileAggregate, isAggregate } from './aggregate-calls.js';
import type { ValueCompiler } from '../compiler/compilation.js';
import type { Emitted } from '../compiler/emitted.js';
import { SCALAR_CALLS } from './scalar-calls.js';
import { SESSION_CALLS } from './session-calls.js';

type Call = Extract<Expression, { kind: 'call' }>;

/** Compiles a call. Throws 195 for a function outside the allow-list, 174 for a wrong number of arguments. */
export function compileCall(call: Call, values: ValueCompiler): Emitted {
  if (isAggregate(call.name)) return compileAggregate(call, values);
  const known = SCALAR_CALLS[call.name] ?? SESSION_CALLS[call.name];
  if (known === undefined) {
    throw new SqlError(195, `'${call.name}' is not a recognized built-in function name.`, { state: 10 });
  }
  if (call.args.length < known.least || call.args.length > known.most || call.star) {
    throw new SqlError(174, `The ${call.name.toLowerCase()} function requires ${known.least} argument(s).`);
  }
  return known.compile(call.args.map((argument) => values.value(argument)));
}
