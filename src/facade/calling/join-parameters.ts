// The parameters of a call, from YAML to the catalogue, in the order in which the procedure declares them.
// It must never leave an output out: the server asks for every one of them.
import type { ProcedureParameter } from '../binding-of-commands.js';
import type { ProcedureFormat, TableValueFormat } from '../format-of-writes/procedure-format.js';
import type { ValueFormat } from '../format-of-writes/value-format.js';
import { parameterName } from '../shapes/procedure-declaration.js';
import type { ParameterDeclaration } from '../shapes/procedure-declaration.js';
import { unknownColumn } from '../shapes/sql-type.js';
import { didYouMean } from '../yaml/did-you-mean.js';
import type { Spot } from '../yaml/spot.js';
import { joinTable } from './join-table.js';
import { joinValue } from './join-value.js';
import type { WriteSite } from '../writing/write-site.js';

type ParameterFormat = ValueFormat | TableValueFormat;

/** What a call says about its procedure. */
type CallFormat = Pick<ProcedureFormat, 'name' | 'parameters' | 'outputs'>;

/** The parameters; `declared` is undefined while the procedure is not known. `spot` is the procedure. */
export function joinParameters(
  format: CallFormat,
  declared: readonly ParameterDeclaration[] | undefined,
  site: WriteSite,
  spot: Spot,
): readonly ProcedureParameter[] {
  const declarations = declared ?? asWritten(format);
  const names = declarations.map(parameterName);
  for (const name of Object.keys(format.parameters)) {
    if (!names.includes(name)) spot.in('parameters', name).errorAtKey(noParameter(name, names, format));
  }
  return declarations.flatMap((declaration) => {
    const name = parameterName(declaration);
    const value = Object.hasOwn(format.parameters, name) ? format.parameters[name] : undefined;
    const joined = joinParameter(value, declaration, site, spot.in('parameters', name));
    return joined === undefined ? [] : [joined];
  });
}

function noParameter(name: string, names: readonly string[], format: CallFormat): string {
  return `${format.name} has no parameter "${name}".${didYouMean(name, names)} It has: ${names.join(', ')}.`;
}

/** What the file itself says about a procedure that nobody described yet. */
function asWritten(format: CallFormat): readonly ParameterDeclaration[] {
  const given = Object.entries(format.parameters).map(([name, value]): ParameterDeclaration => {
    if (!isTable(value)) return { kind: 'scalar', parameter: unknownColumn(name), output: false };
    const [schema = '', type = ''] = value.table.split('.');
    return {
      kind: 'table',
      name,
      type: { schema, name: type },
      columns: Object.keys(value.columns).map(unknownColumn),
    };
  });
  const outputs = Object.values(format.outputs ?? {}).filter((name) => !Object.hasOwn(format.parameters, name));
  return [
    ...given,
    ...outputs.map((name) => ({ kind: 'scalar', parameter: unknownColumn(name), output: true }) as const),
  ];
}

function isTable(format: ParameterFormat): format is TableValueFormat {
  return typeof format === 'object' && 'table' in format;
}

function joinParameter(
  format: ParameterFormat | undefined,
  declaration: ParameterDeclaration,
  site: WriteSite,
  spot: Spot,
): ProcedureParameter | undefined {
  if (declaration.kind === 'table') return joinTableParameter(format, declaration, site, spot);
  const { parameter, output } = declaration;
  if (output) {
    if (format !== undefined)
      spot.error('is an output parameter, and takes no value: name it where its value goes, as { result: parameter }.');
    return { kind: 'output', parameter };
  }
  if (format === undefined) {
    reportMissing(parameter.name, spot);
    return undefined;
  }
  if (isTable(format)) {
    spot.error(`${parameter.name} is ${parameter.type}, not a table: give it one value.`);
    return undefined;
  }
  const value = joinValue(format, parameter, site, spot);
  return value === undefined ? undefined : { kind: 'input', parameter, value };
}

function joinTableParameter(
  format: ParameterFormat | undefined,
  declaration: Extract<ParameterDeclaration, { kind: 'table' }>,
  site: WriteSite,
  spot: Spot,
): ProcedureParameter | undefined {
  if (format === undefined) {
    reportMissing(declaration.name, spot);
    return undefined;
  }
  if (isTable(format)) return joinTable(format, declaration, site, spot);
  const { schema, name } = declaration.type;
  spot.error(`takes a table: give it { table: ${schema}.${name}, columns: … }.`);
  return undefined;
}

/** The server does not tell which parameters have a default, so this may be as it should. */
function reportMissing(name: string, spot: Spot): void {
  if (!spot.isWritten)
    spot.warning(`${name} gets no value: the call works only if the procedure has a default for it.`);
}
