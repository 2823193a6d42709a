// How an operation is realised by a sanctioned procedure, from YAML to the catalogue.
import type { ProcedureBinding } from '../binding-of-commands.js';
import type { Column } from '../binding.js';
import type { ProcedureFormat, VerifyFormat } from '../format-of-writes/procedure-format.js';
import { defined } from '../joining/defined.js';
import { knownChannel } from '../joining/known-channel.js';
import type { ParameterDeclaration } from '../shapes/procedure-declaration.js';
import { UNKNOWN_TYPE } from '../shapes/sql-type.js';
import { parseViewName } from '../shapes/view-name.js';
import { didYouMean } from '../yaml/did-you-mean.js';
import type { Spot } from '../yaml/spot.js';
import { joinParameters } from './join-parameters.js';
import type { JoinedRefusals } from './join-refusals.js';
import { checkResult } from './join-results.js';
import { joinVerify } from './join-verify.js';
import type { WriteSite } from '../writing/write-site.js';
import type { WrittenField } from '../writing/written-source.js';

/** What an operation has joined before its procedure. */
export interface ProcedureParts {
  readonly refusals: JoinedRefusals;
  readonly results: ReadonlyMap<string, WrittenField>;
}

/** The binding of `format`; its place is `procedure` of the operation. */
export function joinProcedure(
  format: ProcedureFormat,
  { refusals, results }: ProcedureParts,
  site: WriteSite,
): ProcedureBinding {
  const spot = site.spot.in('procedure');
  const declared = declarationOf(format, site, spot);
  const parameters = joinParameters(format, declared, site, spot);
  const outputs = Object.entries(format.outputs ?? {});
  for (const [result, name] of outputs) {
    const place = spot.in('outputs', result);
    const column = outputColumn(format, name, declared, place);
    if (column !== undefined) checkResult(result, column, results, place);
  }
  return {
    kind: 'procedure',
    channel: format.channel,
    procedure: parseViewName(format.name),
    parameters,
    results: outputs.map(([result, parameter]) => ({ result, parameter })),
    returns: refusals.returns,
    refusals: refusals.refusals,
    ...defined({ verify: verification(format.verify, results, site, spot) }),
  };
}

function declarationOf(
  { channel, name }: ProcedureFormat,
  { landscape }: WriteSite,
  spot: Spot,
): readonly ParameterDeclaration[] | undefined {
  const { shapes } = landscape;
  if (knownChannel(channel, 'calls procedures', landscape, spot.in('channel')) === undefined) return undefined;
  const declaration = shapes?.procedure(channel, parseViewName(name));
  if (shapes !== undefined && declaration === undefined) {
    spot
      .in('name')
      .error(
        `${name} is not in shape.lock.yaml, so the types of its parameters are not known. ` +
          '`npx banyan check --live` asks the server and writes it.',
      );
  }
  return declaration?.parameters;
}

/** The column that an output parameter is, or undefined when it is none, which is told. */
function outputColumn(
  format: ProcedureFormat,
  name: string,
  declared: readonly ParameterDeclaration[] | undefined,
  spot: Spot,
): Column | undefined {
  if (declared === undefined) return { name, type: UNKNOWN_TYPE, nullable: true };
  const outputs = declared.flatMap((each) => (each.kind === 'scalar' && each.output ? [each.parameter] : []));
  const column = outputs.find((each) => each.name === name);
  if (column !== undefined) return column;
  const names = outputs.map((each) => each.name);
  const there = names.length === 0 ? 'It has none.' : `It has: ${names.join(', ')}.`;
  spot.error(`${format.name} has no output parameter "${name}".${didYouMean(name, names)} ${there}`);
  return undefined;
}

function verification(
  verify: VerifyFormat | 'none' | undefined,
  results: ReadonlyMap<string, WrittenField>,
  site: WriteSite,
  spot: Spot,
): ProcedureBinding['verify'] {
  if (typeof verify === 'object') return joinVerify(verify, results, site, spot.in('verify'));
  if (verify === undefined && !spot.in('verify').isWritten) {
    spot.warning(
      'has no `verify`: when an answer is lost a person must find out whether it happened (at most once, with review). ' +
        'Say how to find out, or write `verify: none`.',
    );
  }
  return undefined;
}
