// Whether a create can be found by what was sent, within a time bound: its natural key must be there whole, and no two
// commands that have the same may be on their way at once. All faults, each where it stands.
import type { VerifyByViewFormat } from '../format-of-writes/verify-format.js';
import type { WriteSite } from '../writing/write-site.js';
import type { Spot } from '../yaml/spot.js';
import type { VerifyParts } from './verify-parts.js';

/** `spot` is the verification. */
export function checkNaturalKey(format: VerifyByViewFormat, parts: VerifyParts, site: WriteSite, spot: Spot): void {
  if (parts.calls === undefined) {
    spot.in('since').error('is for procedures: when a job has read a file to its end, nobody knows.');
  }
  const fields = fieldsOf(format);
  if (fields.size === 0)
    spot.in('match').error('holds no field of the input: name those that tell one create from another.');
  for (const [column, field] of fields) checkAlwaysThere(field, site, spot.in('match', column));
  checkOrder(parts, new Set(fields.values()), site.spot.in('order'));
  checkIdentity(format, site, spot);
}

/** Column → field of the input, without the column behind its name. */
function fieldsOf({ match }: VerifyByViewFormat): ReadonlyMap<string, string> {
  const named = Object.entries(match).flatMap(([column, value]): readonly (readonly [string, string])[] =>
    typeof value === 'string' && !value.startsWith('$') ? [[column, value.split('.')[0] ?? value]] : [],
  );
  return new Map(named);
}

/** How the ERP keeps what was left out, nobody knows: a blank, a zero, a default of its own. */
function checkAlwaysThere(name: string, { input, resource }: WriteSite, spot: Spot): void {
  const asked = input.fields.find(({ field }) => field === name);
  const field = resource.fields.find((each) => each.name === name);
  if (asked === undefined || field === undefined) return;
  if (!asked.required || field.nullable) {
    spot.error(`${name} can be absent or null, and then nothing is found by it: use a field that is always there.`);
  }
}

/** Commands of one natural key go one after the other, so that what one of them made is never taken for another's. */
function checkOrder({ order }: VerifyParts, fields: ReadonlySet<string>, spot: Spot): void {
  const isOfNaturalKey = order.by.every(
    (part) => part.kind === 'text' || (part.kind === 'field' && fields.has(part.field)),
  );
  if (!isOfNaturalKey || !order.by.some(({ kind }) => kind === 'field')) {
    const names = [...fields].map((name) => `{${name}}`).join(', ');
    spot
      .in('by')
      .error(
        `must be made of fields under \`match\` of its verification (${names}): of two commands with the same natural key ` +
          'the second must wait until it is known what the first has made.',
      );
  }
  if (order.whenParked === 'pass') {
    spot
      .in('whenParked')
      .error('must be block: a later command of the same natural key would hide what became of this one.');
  }
}

function checkIdentity({ results = {} }: VerifyByViewFormat, { resource }: WriteSite, spot: Spot): void {
  if (resource.key !== '' && Object.hasOwn(results, resource.key)) return;
  const wanted = resource.key === '' ? 'the key of the resource, which has none' : `"${resource.key}"`;
  spot.in('results').error(`must hold ${wanted}: it tells which rows other commands have made.`);
}
