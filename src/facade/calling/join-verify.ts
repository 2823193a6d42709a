// How an unknown outcome is found out, from YAML to the catalogue.
// It must never accept a match that other hands could make without the command.
import type { VerifyBinding } from '../binding-of-values.js';
import type { VerifyFormat } from '../format-of-writes/procedure-format.js';
import { columnsOfView } from '../mapping/view-columns.js';
import { parseViewName } from '../shapes/view-name.js';
import { didYouMean } from '../yaml/did-you-mean.js';
import type { Spot } from '../yaml/spot.js';
import { checkResult } from './join-results.js';
import { joinValue } from './join-value.js';
import type { WriteSite } from '../writing/write-site.js';
import type { WrittenField } from '../writing/written-source.js';

/** The binding; `spot` is its place. */
export function joinVerify(
  format: VerifyFormat,
  results: ReadonlyMap<string, WrittenField>,
  site: WriteSite,
  spot: Spot,
): VerifyBinding {
  const source = knownSource(format.source, site, spot.in('source'));
  const view = parseViewName(format.view);
  const columns = columnsOfView(site.landscape.shapes, source, view, spot.in('view'));
  // What proves an effect does not bring a field to the ERP.
  const apart: WriteSite = { ...site, used: new Set() };
  const match = Object.entries(format.match).flatMap(([name, entry]) => {
    const place = spot.in('match', name);
    const column = columns.find(name, place);
    const value = joinValue(entry, column, apart, place);
    return value === undefined ? [] : [{ column, value }];
  });
  checkProof(format, site, spot.in('match'));
  const found = Object.entries(format.results ?? {}).map(([result, name]) => {
    const place = spot.in('results', result);
    const column = columns.find(name, place);
    checkResult(result, column, results, place);
    return { result, column };
  });
  return { source: format.source, view, match, results: found };
}

function knownSource(name: string, { landscape: { sources } }: WriteSite, spot: Spot): string | undefined {
  if (sources === undefined || sources.has(name)) return name;
  const names = [...sources];
  spot.error(`no source is called "${name}": facade.yaml has ${names.join(', ')}.${didYouMean(name, names)}`);
  return undefined;
}

/** The id of the command is the proof; where the ERP cannot keep it, the key and what was changed are the next best. */
function checkProof({ match }: VerifyFormat, { kind }: WriteSite, spot: Spot): void {
  const values = Object.values(match);
  if (values.includes('$command.id')) return;
  const hasKey = values.some((value) => typeof value === 'string' && value.startsWith('$key'));
  const hasField = values.some((value) => typeof value === 'string' && !value.startsWith('$'));
  if (kind === 'create') {
    spot.error('must hold "$command.id": nothing else tells this create from one like it.');
  } else if (!hasKey || !hasField) {
    spot.error('must hold "$command.id", or "$key" together with a field of the input.');
  } else {
    spot.warning('does not hold "$command.id": a change of the same kind by other hands would be taken for this one.');
  }
}
