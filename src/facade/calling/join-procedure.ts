// How an operation is realised by a sanctioned procedure, from YAML to the catalogue.
import type { OrderRule, ProcedureBinding } from '../binding-of-commands.js';
import type { ProcedureFormat } from '../format-of-writes/procedure-format.js';
import { defined } from '../joining/defined.js';
import { parseViewName } from '../shapes/view-name.js';
import type { Spot } from '../yaml/spot.js';
import { declaredParameters } from './declared-parameters.js';
import { joinParameters } from './join-parameters.js';
import type { JoinedRefusals } from './join-refusals.js';
import { joinOutputs } from './join-results.js';
import { joinVersion } from './join-version.js';
import { joinVerify } from './join-verify.js';
import type { VerifyParts } from './verify-parts.js';
import type { WriteSite } from '../writing/write-site.js';
import type { WrittenField } from '../writing/written-source.js';

/** What an operation has joined before its procedure. */
export interface ProcedureParts {
  readonly refusals: JoinedRefusals;
  readonly results: ReadonlyMap<string, WrittenField>;
  readonly order: OrderRule;
}

/** The binding of `format`; its place is `procedure` of the operation. */
export function joinProcedure(
  format: ProcedureFormat,
  { refusals, results, order }: ProcedureParts,
  site: WriteSite,
): ProcedureBinding {
  const spot = site.spot.in('procedure');
  const spots = { channel: spot.in('channel'), name: spot.in('name') };
  const declared = declaredParameters(format, site.landscape, spots);
  const version = joinVersion(format, declared, site);
  const parameters = [...joinParameters(format, version.others, site, spot), ...version.own];
  const { name, outputs = {} } = format;
  return {
    kind: 'procedure',
    channel: format.channel,
    procedure: parseViewName(name),
    parameters,
    results: joinOutputs(outputs, { name, declared }, results, spot.in('outputs')),
    returns: refusals.returns,
    refusals: refusals.refusals,
    ...defined({ verify: verification(format, { results, order, calls: format.channel }, site, spot) }),
  };
}

function verification(
  { verify }: ProcedureFormat,
  parts: VerifyParts,
  site: WriteSite,
  spot: Spot,
): ProcedureBinding['verify'] {
  if (typeof verify === 'object') return joinVerify(verify, parts, site, spot.in('verify'));
  if (verify === undefined && !spot.in('verify').isWritten) {
    spot.warning(
      'has no `verify`: when an answer is lost a person must find out whether it happened (at most once, with review). ' +
        'Say how to find out, or write `verify: none`.',
    );
  }
  return undefined;
}
