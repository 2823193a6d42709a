// A child list at the ERP: its own view, tied to columns of the parent's view.
import type { ChildBinding, FieldBinding } from '../binding.js';
import type { Child } from '../contract.js';
import type { ChildSourceFormat } from '../format/binding-format.js';
import { parseSqlType } from '../shapes/sql-type.js';
import { parseViewName } from '../shapes/view-name.js';
import { didYouMean } from '../yaml/did-you-mean.js';
import type { Spot } from '../yaml/spot.js';
import { joinFieldBindings } from './join-field-bindings.js';
import { joinRows } from './join-rows.js';
import type { Landscape } from '../joining/landscape.js';
import { columnsOfView } from './view-columns.js';
import type { ViewColumns } from './view-columns.js';

/** The parent and the places a child list is written at. */
export interface ChildSite {
  readonly child: Child;
  readonly source: string | undefined;
  /** The parent's bindings by field. */
  readonly parents: ReadonlyMap<string, FieldBinding>;
  readonly landscape: Landscape;
  /** Its place under `children`. */
  readonly contractSpot: Spot;
  /** The resource's `map`; the list's own place is below it. */
  readonly mapSpot: Spot;
}

/** The binding of a child list; everything wrong with it goes to its spot. */
export function joinChild(format: ChildSourceFormat, site: ChildSite): ChildBinding {
  const { child } = site;
  const spot = site.mapSpot.in(child.name);
  const view = parseViewName(format.view);
  const columns = columnsOfView(site.landscape.shapes, site.source, view, spot.in('view'));
  if (format.misfit === 'mask') spot.in('misfit').error('a list cannot be masked: use refuse or skip.');
  return {
    child: child.name,
    view,
    match: joinMatch(format.match, columns, site),
    rows: joinRows(format.rows, columns, spot.in('rows')),
    fields: joinFieldBindings(format.map, {
      fields: new Map(child.fields.map((field) => [field.name, field])),
      fieldsSpot: site.contractSpot.in('fields'),
      mapSpot: spot.in('map'),
      columns,
      children: new Set(),
    }),
    order: format.order.map((name, index) => columns.find(name, spot.in('order', index))),
    misfit: format.misfit ?? 'refuse',
  };
}

function joinMatch(
  match: ChildSourceFormat['match'],
  columns: ViewColumns,
  { child, parents, mapSpot }: ChildSite,
): ChildBinding['match'] {
  const spot = mapSpot.in(child.name);
  const pairs = Object.entries(match);
  if (pairs.length === 0) spot.in('match').error('must tie at least one column to a field, such as { PARNO: id }.');
  return pairs.flatMap(([name, field]) => {
    const place = spot.in('match', name);
    const column = columns.find(name, place);
    const source = parents.get(field)?.source;
    if (source?.kind !== 'column' || source.format.kind !== 'plain') {
      const toldAlready = source === undefined && mapSpot.in(field).isWritten;
      if (!toldAlready) place.error(notMatchable(field, parents));
      return [];
    }
    const parent = source.column;
    const kinds = [parseSqlType(column.type).kind, parseSqlType(parent.type).kind] as const;
    if (kinds[0] !== kinds[1] && !kinds.includes('unknown')) {
      place.error(
        `${name} is ${column.type} and ${parent.name} of the resource is ${parent.type}: they cannot be equal.`,
      );
    }
    return [{ column, parent }];
  });
}

function notMatchable(field: string, parents: ReadonlyMap<string, FieldBinding>): string {
  const names = [...parents.values()]
    .filter(({ source }) => source.kind === 'column' && source.format.kind === 'plain')
    .map((binding) => binding.field);
  return `must name a field that is a plain column of the resource's view, and "${field}" is none.${didYouMean(field, names)} There are: ${names.join(', ')}.`;
}
