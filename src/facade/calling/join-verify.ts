// How an unknown outcome is found out, from YAML to the catalogue: by a view or by a procedure.
import type { VerifyBinding, VerifyByView } from '../binding-of-verification.js';
import type { VerifyByViewFormat, VerifyFormat } from '../format-of-writes/verify-format.js';
import { defined } from '../joining/defined.js';
import { columnsOfView } from '../mapping/view-columns.js';
import { parseViewName } from '../shapes/view-name.js';
import type { WriteSite } from '../writing/write-site.js';
import { didYouMean } from '../yaml/did-you-mean.js';
import type { Spot } from '../yaml/spot.js';
import { checkProofByView } from './check-proof.js';
import { checkResult } from './join-results.js';
import { joinTimeBound } from './join-time-bound.js';
import { joinValue } from './join-value.js';
import { joinVerifyByProcedure } from './join-verify-by-procedure.js';
import type { VerifyParts } from './verify-parts.js';

/** The binding, or undefined where there is none to be had, which is told; `spot` is its place. */
export function joinVerify(
  format: VerifyFormat,
  parts: VerifyParts,
  site: WriteSite,
  spot: Spot,
): VerifyBinding | undefined {
  // What proves an effect does not bring a field to the ERP.
  const apart: WriteSite = { ...site, used: new Set() };
  if ('procedure' in format) return joinVerifyByProcedure(format, parts, apart, spot);
  return byView(format, parts, apart, spot);
}

function byView(format: VerifyByViewFormat, parts: VerifyParts, site: WriteSite, spot: Spot): VerifyByView {
  const source = knownSource(format.source, site, spot.in('source'));
  const view = parseViewName(format.view);
  const columns = columnsOfView(site.landscape.shapes, source, view, spot.in('view'));
  const match = Object.entries(format.match).flatMap(([name, entry]) => {
    const place = spot.in('match', name);
    const column = columns.find(name, place);
    const value = joinValue(entry, column, site, place);
    return value === undefined ? [] : [{ column, value }];
  });
  checkProofByView(format, parts, site, spot);
  const results = Object.entries(format.results ?? {}).map(([result, name]) => {
    const place = spot.in('results', result);
    const column = columns.find(name, place);
    checkResult(result, column, parts.results, place);
    return { result, column };
  });
  const bound = format.since === undefined ? undefined : joinTimeBound(format.since, columns, spot.in('since'));
  const since = bound === undefined ? undefined : { ...bound, identity: site.resource.key };
  return { kind: 'view', source: format.source, view, match, ...defined({ since }), results };
}

function knownSource(name: string, { landscape: { sources } }: WriteSite, spot: Spot): string | undefined {
  if (sources === undefined || sources.has(name)) return name;
  const names = [...sources];
  spot.error(`no source is called "${name}": facade.yaml has ${names.join(', ')}.${didYouMean(name, names)}`);
  return undefined;
}
