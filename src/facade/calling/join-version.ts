// The parameter that takes the version a caller has seen, from YAML to the catalogue.
// It must never be one that gets another value too, or that cannot hold every version.
import type { ProcedureParameter } from '../binding-of-commands.js';
import type { Column } from '../binding.js';
import type { ProcedureFormat } from '../format-of-writes/procedure-format.js';
import { parameterName } from '../shapes/procedure-declaration.js';
import type { ParameterDeclaration } from '../shapes/procedure-declaration.js';
import { parseSqlType } from '../shapes/sql-type.js';
import type { SqlType } from '../shapes/sql-type.js';
import type { WriteSite } from '../writing/write-site.js';
import { inputColumn } from './declared-parameters.js';

/** The version's parameter, or none, and the declarations of all others. */
export interface JoinedVersion {
  readonly own: readonly ProcedureParameter[];
  readonly others: readonly ParameterDeclaration[] | undefined;
}

/** Takes it out of what the procedure declares; undefined declarations mean that the procedure is not known. */
export function joinVersion(
  format: ProcedureFormat,
  declared: readonly ParameterDeclaration[] | undefined,
  site: WriteSite,
): JoinedVersion {
  const { ifMatch, binding } = site;
  if (typeof ifMatch !== 'object') return { own: [], others: declared };
  const { parameter: name } = ifMatch;
  const spot = site.spot.in('ifMatch', 'parameter');
  if (Object.hasOwn(format.parameters, name))
    site.spot
      .in('procedure', 'parameters', name)
      .errorAtKey(`${name} takes the version, as \`ifMatch\` says: leave it out here.`);
  const declaration = declared?.find((each) => parameterName(each) === name);
  const others = declared?.filter((each) => each !== declaration);
  const parameter = inputColumn({ name: format.name, declared }, name, spot);
  const fault = parameter === undefined ? undefined : versionFault(binding?.version, parameter);
  if (fault !== undefined) spot.error(fault);
  return { own: parameter === undefined ? [] : [{ kind: 'version', parameter }], others };
}

/** What keeps a parameter from taking the version that `column` holds; undefined when it can. */
function versionFault(column: Column | undefined, parameter: Column): string | undefined {
  if (column === undefined) return undefined;
  const [version, taker] = [parseSqlType(column.type), parseSqlType(parameter.type)];
  if (version.kind === 'unknown' || taker.kind === 'unknown' || holds(taker, version)) return undefined;
  return `${parameter.name} is ${parameter.type}, and cannot hold the version ${column.name}, which is ${column.type}.`;
}

const ROWVERSION_BYTES = 8;

function holds(taker: SqlType, version: SqlType): boolean {
  const kinds = TAKES[taker.kind] ?? [];
  if (!kinds.includes(version.kind)) return false;
  if (taker.kind === 'binary') return (taker.length ?? ROWVERSION_BYTES) >= ROWVERSION_BYTES;
  return taker.kind !== 'integer' || (version.kind === 'integer' && taker.digits >= version.digits);
}

/** Kinds of version that a parameter of a kind can take. */
const TAKES: Readonly<Partial<Record<SqlType['kind'], readonly SqlType['kind'][]>>> = {
  rowversion: ['rowversion'],
  binary: ['rowversion'],
  bigint: ['bigint', 'integer'],
  integer: ['integer'],
};
