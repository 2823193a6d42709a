// Ties the fields of a contract to their places in `map`, one to one.
// It must never leave a field without a source, or a source without a field, unsaid.
import type { FieldBinding } from '../binding.js';
import type { Field } from '../contract.js';
import type { ChildSourceFormat } from '../format/binding-format.js';
import type { FieldSourceFormat } from '../format/field-source-format.js';
import { didYouMean } from '../yaml/did-you-mean.js';
import type { Spot } from '../yaml/spot.js';
import { joinFieldSource } from './join-field-source.js';
import type { ViewColumns } from './view-columns.js';

/** What stands in `map` under one name. */
export type MapEntry = FieldSourceFormat | ChildSourceFormat;

/** A contract and the map that realises it. */
export interface MapSite {
  readonly fields: ReadonlyMap<string, Field>;
  /** Where the fields are written, for pointing at one without a source. */
  readonly fieldsSpot: Spot;
  readonly mapSpot: Spot;
  readonly columns: ViewColumns;
  /** Names in the map that belong to child lists. */
  readonly children: ReadonlySet<string>;
}

/** The bindings in the order of the contract. */
export function joinFieldBindings(map: Readonly<Record<string, MapEntry>>, site: MapSite): FieldBinding[] {
  for (const name of Object.keys(map)) checkName(name, site);
  return [...site.fields.values()].flatMap((field) => {
    const entry = Object.hasOwn(map, field.name) ? map[field.name] : undefined;
    const spot = site.mapSpot.in(field.name);
    if (entry === undefined) {
      if (site.mapSpot.isWritten && !spot.isWritten) reportUnbound(field, site);
      return [];
    }
    if ('view' in entry) {
      spot.error(`${field.name} is a field: a child view needs a list of that name under \`children\`.`);
      return [];
    }
    const source = joinFieldSource(entry, { field, columns: site.columns, spot });
    return [{ field: field.name, source, misfit: misfitOf(entry, field, spot) }];
  });
}

/** Whether the entry of a child list is one. */
export function isChildSource(entry: MapEntry): entry is ChildSourceFormat {
  return 'view' in entry;
}

function checkName(name: string, { fields, fieldsSpot, mapSpot, children }: MapSite): void {
  if (fields.has(name) || children.has(name) || fieldsSpot.in(name).isWritten) return;
  const names = [...fields.keys(), ...children];
  mapSpot
    .in(name)
    .errorAtKey(`no field is called "${name}".${didYouMean(name, names)} There are: ${names.join(', ')}.`);
}

function reportUnbound(field: Field, { fieldsSpot }: MapSite): void {
  fieldsSpot
    .in(field.name)
    .errorAtKey('has no source: name it in the `map` of the binding, for example { column: PARNO }.');
}

function misfitOf(entry: FieldSourceFormat, field: Field, spot: Spot): FieldBinding['misfit'] {
  const misfit = 'misfit' in entry ? (entry.misfit ?? 'refuse') : 'refuse';
  if (misfit === 'mask' && !field.nullable) {
    spot.in('misfit').error('mask shows null, so the field must be `nullable: true`; or use refuse or skip.');
  }
  return misfit;
}
