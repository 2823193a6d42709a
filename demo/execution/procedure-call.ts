// Calling a stored procedure: permission, arguments against parameters, the context it runs in, its outputs.
import { mapError } from '../store/error-map.js';
import { SqlError } from '../values/sql-error.js';
import { isTable, type SqlValue, type TableValue } from '../values/sql-value.js';
import { formatType, parseType } from '../values/sql-type.js';
import type { NamePath } from '../tsql/syntax-tree.js';
import type { ParameterDefinition, Row } from '../engine/definition.js';
import type { NamedProcedure } from '../engine/engine.js';
import type { Argument, Request } from './request.js';
import { procedureContext } from './procedure-context.js';
import { tableTypeColumns } from '../engine/table-types.js';
import { fromStored, toStored, typeOfValue } from './variables.js';

/** Runs a procedure and returns its status. Throws 2812, 229, 201, 8144, 8145 and what the procedure throws. */
export async function callProcedure(path: NamePath, args: readonly Argument[], request: Request): Promise<number> {
  const { engine, permissions } = request.session;
  const procedure = engine.procedure(path);
  if (procedure === undefined) {
    throw new SqlError(2812, `Could not find stored procedure '${path.join('.')}'.`, { state: 62 });
  }
  if (!request.owned) permissions.require('EXECUTE', procedure, engine.database);
  const call = new ProcedureCall(procedure, request);
  return call.run(args);
}

class ProcedureCall {
  private readonly name: string;

  constructor(
    private readonly procedure: NamedProcedure,
    private readonly request: Request,
  ) {
    this.name = `${procedure.schema}.${procedure.name}`;
  }

  async run(args: readonly Argument[]): Promise<number> {
    const given = this.match(args);
    const tables = new Map<string, Row[]>();
    const values: Row = {};
    for (const parameter of this.procedure.definition.params) {
      const value = this.valueOf(parameter, given.get(parameter.name));
      if (isTable(value)) tables.set(parameter.name.toLowerCase(), this.tableRows(parameter, value));
      else values[parameter.name] = fromStored(value);
    }
    const status = await this.attempt(values, tables);
    for (const parameter of this.procedure.definition.params) {
      const argument = given.get(parameter.name);
      if (parameter.output === true && argument?.output === true) {
        const value = values[parameter.name] ?? null;
        argument.value = toStored(value, parseType(parameter.type), typeOfValue(value));
      }
    }
    return status;
  }

  private async attempt(values: Row, tables: ReadonlyMap<string, Row[]>): Promise<number> {
    try {
      const context = procedureContext(this.request, this.name, tables);
      const status = await this.procedure.definition.run(context, values);
      return typeof status === 'number' ? status : 0;
    } catch (error) {
      const mapped = mapError(error, this.request.session.engine.database);
      throw mapped instanceof SqlError ? mapped.within(this.name) : mapped;
    }
  }

  /** Arguments by the name of their parameter. */
  private match(args: readonly Argument[]): Map<string, Argument> {
    const { params } = this.procedure.definition;
    const given = new Map<string, Argument>();
    for (const [index, argument] of args.entries()) {
      const wanted = argument.name?.slice(1).toLowerCase();
      const parameter = wanted === undefined ? params[index] : params.find(({ name }) => name.toLowerCase() === wanted);
      if (parameter === undefined) throw this.unknownArgument(argument);
      given.set(parameter.name, argument);
    }
    return given;
  }

  private unknownArgument({ name: argument }: Argument): SqlError {
    const { name } = this.procedure;
    const detail = { procedure: this.name, state: 2 };
    if (argument === undefined)
      return new SqlError(8144, `Procedure or function ${name} has too many arguments specified.`, detail);
    return new SqlError(8145, `${argument} is not a parameter for procedure ${name}.`, detail);
  }

  private valueOf(parameter: ParameterDefinition, argument: Argument | undefined): SqlValue | TableValue {
    const columns = tableTypeColumns(this.request.session.engine.definition, parameter.type);
    if (argument === undefined || argument.isDefault === true) {
      if (columns !== undefined) return { kind: 'table', rows: [] };
      if (parameter.default !== undefined) return parameter.default;
      if (parameter.output === true) return null;
      throw this.missing(parameter);
    }
    if (columns !== undefined || isTable(argument.value)) return argument.value;
    return toStored(argument.value, parseType(parameter.type), argument.type);
  }

  private missing({ name }: ParameterDefinition): SqlError {
    const message = `Procedure or function '${this.procedure.name}' expects parameter '@${name}', which was not supplied.`;
    return new SqlError(201, message, { state: 4, procedure: this.name });
  }

  private tableRows(parameter: ParameterDefinition, table: TableValue): Row[] {
    const columns = tableTypeColumns(this.request.session.engine.definition, parameter.type);
    if (columns === undefined)
      throw new SqlError(
        206,
        `Operand type clash: table type is incompatible with ${formatType(parseType(parameter.type))}`,
      );
    return table.rows.map((row) => {
      if (row.length !== columns.length) {
        throw new SqlError(
          500,
          `Trying to pass a table-valued parameter with ${row.length} column(s) where the corresponding user-defined table type requires ${columns.length} column(s).`,
        );
      }
      return Object.fromEntries(columns.map(({ name, type }, index) => [name, tableCell(row[index] ?? null, type)]));
    });
  }
}

function tableCell(value: SqlValue, type: ReturnType<typeof parseType>): SqlValue {
  const stored = toStored(value, type, typeOfValue(value));
  return isTable(stored) ? null : fromStored(stored);
}
