// How an unknown outcome is found out by a sanctioned procedure that only looks, from YAML to the catalogue.
import type { AnswerMeaning, VerifyByProcedure } from '../binding-of-verification.js';
import type { Column } from '../binding.js';
import { codeLengthFault } from '../checking/check-codes.js';
import { codeColumnFault } from '../checking/check-column-fits.js';
import type { AnswerFormat, VerifyByProcedureFormat } from '../format-of-writes/verify-format.js';
import { defined } from '../joining/defined.js';
import type { ParameterDeclaration } from '../shapes/procedure-declaration.js';
import { parameterName } from '../shapes/procedure-declaration.js';
import { parseViewName } from '../shapes/view-name.js';
import type { WriteSite } from '../writing/write-site.js';
import type { Spot } from '../yaml/spot.js';
import { checkProofByProcedure } from './check-proof.js';
import { declaredParameters, outputColumn } from './declared-parameters.js';
import { joinParameters } from './join-parameters.js';
import { WHOLE } from './join-refusals.js';
import { joinOutputs } from './join-results.js';
import type { VerifyParts } from './verify-parts.js';

/** The binding, or undefined where no channel is named that could be asked, which is told; `spot` is its place. */
export function joinVerifyByProcedure(
  format: VerifyByProcedureFormat,
  { results, calls }: VerifyParts,
  site: WriteSite,
  spot: Spot,
): VerifyByProcedure | undefined {
  const channel = format.channel ?? calls;
  if (channel === undefined) {
    spot.in('channel').error('is missing: this operation drops files, so say which channel calls the procedure.');
    return undefined;
  }
  const { procedure: name, parameters, answer } = format;
  const spots = { channel: spot.in('channel'), name: spot.in('procedure') };
  const declared = scalarsOf(declaredParameters({ channel, name }, site.landscape, spots), spot);
  const outputs = { ...format.results, ...(answer.output !== undefined && { '': answer.output }) };
  const joined = joinParameters({ name, parameters, outputs }, declared, site, spot);
  checkProofByProcedure(format, site, spot);
  const output =
    answer.output === undefined
      ? undefined
      : outputColumn({ name, declared }, answer.output, spot.in('answer', 'output'));
  const found = joinOutputs(format.results ?? {}, { name, declared }, results, spot.in('results'));
  const meanings = joinMeanings(answer, output, spot.in('answer'));
  const procedure = parseViewName(name);
  return {
    kind: 'procedure',
    channel,
    procedure,
    parameters: joined,
    ...defined({ output }),
    meanings,
    results: found,
  };
}

/** What is looked for is said in single values. */
function scalarsOf(
  declared: readonly ParameterDeclaration[] | undefined,
  spot: Spot,
): readonly ParameterDeclaration[] | undefined {
  const tables = declared?.filter(({ kind }) => kind === 'table') ?? [];
  for (const table of tables) {
    spot
      .in('procedure')
      .error(`takes a table, ${parameterName(table)}: a procedure that is asked takes single values.`);
  }
  return declared?.filter(({ kind }) => kind === 'scalar');
}

function joinMeanings(
  { output, happened, didNotHappen, unknown = [] }: AnswerFormat,
  column: Column | undefined,
  spot: Spot,
): ReadonlyMap<string, AnswerMeaning> {
  const meanings = new Map<string, AnswerMeaning>();
  const lists = [
    ['happened', happened, 'happened'],
    ['didNotHappen', didNotHappen, 'did-not-happen'],
    ['unknown', unknown, 'unknown'],
  ] as const;
  for (const [member, codes, meaning] of lists) {
    for (const [index, code] of codes.entries()) {
      const place = spot.in(member, index);
      const fault = output === undefined ? statusFault(code) : column && codeFault(code, column);
      if (fault !== undefined) place.error(fault);
      if (meanings.has(code)) place.error(`"${code}" means something already: a code means one thing.`);
      meanings.set(code, meaning);
    }
  }
  return meanings;
}

function statusFault(code: string): string | undefined {
  return WHOLE.test(code) ? undefined : 'must be a whole number: it is compared with the return status.';
}

function codeFault(code: string, column: Column): string | undefined {
  return codeColumnFault(column) ?? codeLengthFault(code, column);
}
