// The procedures that a lock file holds. It must never invent the columns of a table type that is not there.
import { columnOfText, OUTPUT, TABLE } from './column-text.js';
import type { ParameterDeclaration, ProceduresByChannel } from './procedure-declaration.js';
import type { ShapeLockFile } from './shape-lock-file.js';
import { parseViewName } from './view-name.js';

type TableTypes = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The declarations by channel. A table type without columns in the lock has none. */
export function proceduresOfLock({ channels = {} }: ShapeLockFile): ProceduresByChannel {
  return new Map(
    Object.entries(channels).map(([channel, { procedures, tableTypes = {} }]) => [
      channel,
      Object.entries(procedures).map(([name, parameters]) => ({
        procedure: parseViewName(name),
        parameters: Object.entries(parameters).map(([parameter, text]) => declaration(parameter, text, tableTypes)),
      })),
    ]),
  );
}

function declaration(name: string, text: string, tableTypes: TableTypes): ParameterDeclaration {
  if (text.startsWith(TABLE)) {
    const type = text.slice(TABLE.length);
    const columns = Object.hasOwn(tableTypes, type) ? (tableTypes[type] ?? {}) : {};
    return { kind: 'table', name, type: parseViewName(type), columns: Object.entries(columns).map(columnOfText) };
  }
  const output = text.endsWith(OUTPUT);
  const type = output ? text.slice(0, -OUTPUT.length) : text;
  return { kind: 'scalar', parameter: { name, type, nullable: true }, output };
}
