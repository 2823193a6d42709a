// The legacy side of a resource, from YAML to the catalogue.
// It must never guess what a broken part would have said: that part is left out, and its fault was told.
import type { ChildBinding, Column, FieldBinding, ResourceBinding } from '../binding.js';
import { checkKey } from '../checking/check-key.js';
import type { Resource } from '../contract.js';
import type { BindingFormat } from '../format/binding-format.js';
import { parseSqlType } from '../shapes/sql-type.js';
import { parseViewName } from '../shapes/view-name.js';
import { didYouMean } from '../yaml/did-you-mean.js';
import type { Spot } from '../yaml/spot.js';
import { defined } from '../joining/defined.js';
import { joinChild } from './join-child.js';
import { isChildSource, joinFieldBindings } from './join-field-bindings.js';
import { joinRows } from './join-rows.js';
import type { Landscape } from '../joining/landscape.js';
import { columnsOfView } from './view-columns.js';

/** The binding of `resource`; `spot` is its file. */
export function joinBinding(
  resource: Resource,
  format: BindingFormat,
  landscape: Landscape,
  spot: Spot,
): ResourceBinding {
  const place = spot.in('binding');
  const source = knownSource(format.source, landscape, place.in('source'));
  const view = parseViewName(format.view);
  const columns = columnsOfView(landscape.shapes, source, view, place.in('view'));
  const fieldsByName = new Map(resource.fields.map((field) => [field.name, field]));
  const fields = joinFieldBindings(format.map, {
    fields: fieldsByName,
    fieldsSpot: spot.in('fields'),
    mapSpot: place.in('map'),
    columns,
    children: new Set(resource.children.map((child) => child.name)),
  });
  const bindings = new Map(fields.map((binding) => [binding.field, binding]));
  if (resource.key !== '') checkKey(resource.key, { fields: fieldsByName, bindings }, spot);
  const version =
    format.version === undefined ? undefined : versionColumn(columns.find(format.version, place.in('version')), place);
  const rows = joinRows(format.rows, columns, place.in('rows'));
  const children = joinChildren(format, { resource, bindings, landscape, source, spot });
  return { resource: resource.name, source: format.source, view, ...defined({ version }), rows, fields, children };
}

function knownSource(name: string, { sources }: Landscape, spot: Spot): string | undefined {
  if (sources === undefined || sources.has(name)) return name;
  const names = [...sources];
  spot.error(`no source is called "${name}": facade.yaml has ${names.join(', ')}.${didYouMean(name, names)}`);
  return undefined;
}

/** Entity tags need a value that changes with every change of the row. */
function versionColumn(column: Column, spot: Spot): Column {
  if (!['rowversion', 'bigint', 'integer', 'unknown'].includes(parseSqlType(column.type).kind)) {
    spot
      .in('version')
      .error(
        `${column.name} is ${column.type}, and must be rowversion or a whole number that grows with every change.`,
      );
  }
  return column;
}

interface ChildrenSite {
  readonly resource: Resource;
  readonly bindings: ReadonlyMap<string, FieldBinding>;
  readonly landscape: Landscape;
  readonly source: string | undefined;
  readonly spot: Spot;
}

function joinChildren(format: BindingFormat, site: ChildrenSite): ChildBinding[] {
  const { resource, bindings: parents, landscape, source, spot } = site;
  return resource.children.flatMap((child) => {
    const entry = Object.hasOwn(format.map, child.name) ? format.map[child.name] : undefined;
    const mapSpot = spot.in('binding', 'map');
    const place = mapSpot.in(child.name);
    const contractSpot = spot.in('children', child.name);
    if (entry !== undefined && isChildSource(entry)) {
      return [joinChild(entry, { child, source, parents, landscape, contractSpot, mapSpot })];
    }
    const example = '{ view: api.ParcelItems, match: { PARNO: id }, order: [SEQNO], map: … }';
    if (entry !== undefined) place.error(`${child.name} is a child list: it needs ${example}.`);
    else if (!place.isWritten)
      contractSpot.errorAtKey(`has no source: name it in the \`map\` of the binding, as ${example}.`);
    return [];
  });
}
