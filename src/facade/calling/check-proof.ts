// Whether what a verification looks for proves what it is taken for.
// It must never accept a match that a command of the same kind could have left, where that can be told from the facade.
import type { VerifyByProcedureFormat, VerifyByViewFormat } from '../format-of-writes/verify-format.js';
import type { ValueFormat } from '../format-of-writes/value-format.js';
import type { WriteSite } from '../writing/write-site.js';
import type { Spot } from '../yaml/spot.js';
import { checkNaturalKey } from './check-natural-key.js';
import type { VerifyParts } from './verify-parts.js';

const OTHER_HANDS =
  'does not hold "$command.id": a change of the same kind by other hands would be taken for this one.';

/** `spot` is the verification. */
export function checkProofByView(format: VerifyByViewFormat, parts: VerifyParts, site: WriteSite, spot: Spot): void {
  const { isReference, isOfRecord } = tracesIn(Object.values(format.match));
  const match = spot.in('match');
  if (format.since !== undefined) {
    if (site.kind !== 'create') {
      spot.in('since').error('is for creates: a change is proven by "$command.id", or by "$key" with a field.');
    } else if (isReference) {
      spot.in('since').error('has nothing to add: "$command.id" tells this create from all others.');
    } else checkNaturalKey(format, parts, site, spot);
  } else if (isReference) return;
  else if (site.kind === 'create') {
    match.error(
      'must hold "$command.id", or fields of the input together with a `since`: nothing else tells this create from one ' +
        'like it.',
    );
  } else if (!isOfRecord) match.error('must hold "$command.id", or "$key" together with a field of the input.');
  else match.warning(OTHER_HANDS);
}

/** What a procedure is told must name the command, or the record and what was to change. */
export function checkProofByProcedure({ parameters }: VerifyByProcedureFormat, { kind }: WriteSite, spot: Spot): void {
  const { isReference, isOfRecord } = tracesIn(Object.values(parameters));
  const place = spot.in('parameters');
  if (isReference) return;
  if (kind === 'create') place.error('must hold "$command.id": nothing else tells this create from one like it.');
  else if (!isOfRecord) place.error('must hold "$command.id", or "$key" together with a field of the input.');
  else place.warning(OTHER_HANDS);
}

function tracesIn(values: readonly ValueFormat[]): { readonly isReference: boolean; readonly isOfRecord: boolean } {
  const names = values.filter((value) => typeof value === 'string');
  const hasKey = names.some((name) => name.startsWith('$key'));
  return {
    isReference: names.includes('$command.id'),
    isOfRecord: hasKey && names.some((name) => !name.startsWith('$')),
  };
}
