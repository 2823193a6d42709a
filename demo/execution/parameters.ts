// Arguments meet the declared parameters of sp_executesql, by name or by position.
import type { Declaration } from '../tsql/declaration-parser.js';
import { SqlError } from '../values/sql-error.js';
import type { Argument } from './request.js';
import { declare, toStored, type Variable, type Variables } from './variables.js';

export interface BoundParameters {
  readonly variables: Variables;
  /** Output arguments with the variables they take their values from. */
  readonly outputs: readonly (readonly [Argument, Variable])[];
}

/** Throws 8144 and 8145 for an argument that is not declared, 8178 for a parameter without argument. */
export function bindParameters(
  declarations: readonly Declaration[],
  args: readonly Argument[],
  text: string,
): BoundParameters {
  const variables: Variables = new Map();
  for (const { name, type } of declarations) declare(variables, name, type);
  const given = new Set<string>();
  const outputs: (readonly [Argument, Variable])[] = [];
  for (const [index, argument] of args.entries()) {
    const name = (argument.name ?? declarations[index]?.name ?? '').toLowerCase();
    const variable = variables.get(name);
    if (variable === undefined) throw unknownArgument(argument);
    variable.value = toStored(argument.value, variable.type, argument.type);
    given.add(name);
    if (argument.output) outputs.push([argument, variable]);
  }
  const missing = declarations.find(({ name }) => !given.has(name.toLowerCase()));
  if (missing === undefined) return { variables, outputs };
  throw new SqlError(
    8178,
    `The parameterized query '(${text})' expects the parameter '${missing.name}', which was not supplied.`,
  );
}

function unknownArgument({ name }: Argument): SqlError {
  if (name === undefined)
    return new SqlError(8144, 'Procedure or function has too many arguments specified.', { state: 2 });
  return new SqlError(8145, `${name} is not a parameter for procedure sp_executesql.`, { state: 2 });
}
