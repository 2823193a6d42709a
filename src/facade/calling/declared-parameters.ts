// What shape.lock.yaml knows of a procedure that a facade names, and its output parameters by name.
import type { Column } from '../binding.js';
import { knownChannel } from '../joining/known-channel.js';
import type { Landscape } from '../joining/landscape.js';
import type { ParameterDeclaration } from '../shapes/procedure-declaration.js';
import { unknownColumn } from '../shapes/sql-type.js';
import { parseViewName } from '../shapes/view-name.js';
import { didYouMean } from '../yaml/did-you-mean.js';
import type { Spot } from '../yaml/spot.js';

/** Its parameters; undefined while they are not known. A channel or procedure that is not there is told at its place. */
export function declaredParameters(
  { channel, name }: { readonly channel: string; readonly name: string },
  landscape: Landscape,
  spots: { readonly channel: Spot; readonly name: Spot },
): readonly ParameterDeclaration[] | undefined {
  const { shapes } = landscape;
  if (knownChannel(channel, 'calls procedures', landscape, spots.channel) === undefined) return undefined;
  const declaration = shapes?.procedure(channel, parseViewName(name));
  if (shapes !== undefined && declaration === undefined) {
    spots.name.error(
      `${name} is not in shape.lock.yaml, so the types of its parameters are not known. ` +
        '`npx banyan check --live` asks the server and writes it.',
    );
  }
  return declaration?.parameters;
}

/** A procedure by its name, with its parameters; undefined while they are not known. */
export interface NamedProcedure {
  readonly name: string;
  readonly declared: readonly ParameterDeclaration[] | undefined;
}

/** The column that an output parameter is, or undefined when it is none, which is told. */
export function outputColumn(procedure: NamedProcedure, name: string, spot: Spot): Column | undefined {
  return scalarColumn(procedure, name, { output: true, what: `output parameter "${name}"` }, spot);
}

/** The column that a parameter for a single value is, or undefined when it is none, which is told. */
export function inputColumn(procedure: NamedProcedure, name: string, spot: Spot): Column | undefined {
  return scalarColumn(procedure, name, { output: false, what: `parameter "${name}" that takes a value` }, spot);
}

function scalarColumn(
  { name: procedure, declared }: NamedProcedure,
  name: string,
  { output, what }: { readonly output: boolean; readonly what: string },
  spot: Spot,
): Column | undefined {
  if (declared === undefined) return unknownColumn(name);
  const all = declared.flatMap((each) => (each.kind === 'scalar' && each.output === output ? [each.parameter] : []));
  const column = all.find((each) => each.name === name);
  if (column !== undefined) return column;
  const names = all.map((each) => each.name);
  const there = names.length === 0 ? 'It has none.' : `It has: ${names.join(', ')}.`;
  spot.error(`${procedure} has no ${what}.${didYouMean(name, names)} ${there}`);
  return undefined;
}
