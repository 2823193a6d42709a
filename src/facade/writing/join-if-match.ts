// What a write may depend on (If-Match), from YAML to the catalogue.
// It must never promise a comparison that nobody makes.
import type { ComparedBy } from '../binding-of-commands.js';
import type { WriteOperation } from '../contract.js';
import type { WriteFormat } from '../format-of-writes/write-format.js';
import { didYouMean } from '../yaml/did-you-mean.js';
import type { Spot } from '../yaml/spot.js';
import type { WriteSite } from './write-site.js';

/** Both sides of it; nothing where If-Match is refused. */
export interface JoinedIfMatch {
  readonly contract?: NonNullable<WriteOperation['ifMatch']>;
  readonly comparedBy?: ComparedBy;
}

/** Joins it; what the procedure's parameter must be is checked where parameters are. */
export function joinIfMatch(format: WriteFormat, site: WriteSite): JoinedIfMatch {
  const { ifMatch } = format;
  const spot = site.spot.in('ifMatch');
  if (ifMatch === undefined) return {};
  checkTags(site, spot);
  if (ifMatch === 'advisory') return { contract: {}, comparedBy: 'gateway' };
  if (format.procedure === undefined)
    spot.error('a record of a file carries no version: write `ifMatch: advisory`, or leave it out.');
  else checkReason(ifMatch.changed, format.procedure, spot.in('changed'));
  return { contract: { changed: ifMatch.changed }, comparedBy: 'erp' };
}

/** Callers have tags of single records only, and they are good for this only where a version makes them. */
function checkTags({ kind, resource, binding, landscape }: WriteSite, spot: Spot): void {
  if (kind === 'create') {
    spot.errorAtKey('a create is about no record that anybody can have seen: leave it out.');
    return;
  }
  if (landscape.resources.get(resource.name)?.isReadable === false)
    spot.errorAtKey('callers get their entity tags from `get`, which is not under `operations`.');
  if (binding !== undefined && binding.version === undefined)
    spot.errorAtKey('needs `version` in the binding: a column that changes with every change of the row.');
}

type Procedure = NonNullable<WriteFormat['procedure']>;

function checkReason(changed: string, { refusals = {}, returns = {} }: Procedure, spot: Spot): void {
  const reasons = [...Object.values(refusals), ...Object.values(returns)].map(({ reason }) => reason);
  if (reasons.includes(changed)) return;
  const there = reasons.length === 0 ? 'There are none.' : `There are: ${[...new Set(reasons)].join(', ')}.`;
  spot.error(`no refusal has the reason "${changed}".${didYouMean(changed, reasons)} ${there}`);
}
