// The public side of a resource, from YAML to the catalogue.
// It must never need the binding, so that other resources can refer to a contract whose binding is broken.
import type { Child, Field, Resource } from '../contract.js';
import type { ChildFormat } from '../format/child-format.js';
import type { FieldFormat } from '../format/field-format.js';
import type { ResourceFile } from '../format/resource-file.js';
import type { Spot } from '../yaml/spot.js';
import { defined } from './defined.js';
import { checkFieldLinks, joinField } from './join-field.js';
import { joinFreshness } from './join-freshness.js';
import type { Landscape } from './landscape.js';

/** The readable sections of a resource file. Those with faults of their own may be missing. */
export type ResourceSections = Partial<ResourceFile>;

/** The contract of the resource called `name`; `spot` is the file. */
export function joinContract(name: string, sections: ResourceSections, spot: Spot): Resource {
  const fields = joinFields(sections.fields ?? {}, spot.in('fields'));
  const children = Object.entries(sections.children ?? {}).map(([child, format]) =>
    joinChildContract(child, format, spot),
  );
  const { title = name, description, key = '' } = sections;
  if (key === '') checkKeyless(sections, spot);
  const { freshness: written } = sections.read ?? {};
  const freshness = written === undefined ? undefined : joinFreshness(written, spot.in('read', 'freshness'));
  return { name, title, ...defined({ description }), key, fields, children, ...defined({ freshness }) };
}

/** Only what is never read, changed or acted upon needs no address. */
function checkKeyless({ operations = {} }: ResourceSections, spot: Spot): void {
  const needs = Object.keys(operations).filter((operation) => operation !== 'create');
  const [first] = spot.in('binding').isWritten ? ['binding'] : needs;
  if (first !== undefined && !spot.in('key').isWritten) {
    spot.in('key').error(`is required and missing: ${first} needs the field that addresses one of them.`);
  }
}

function joinFields(formats: Readonly<Record<string, FieldFormat>>, spot: Spot): Field[] {
  const entries = Object.entries(formats);
  if (entries.length === 0 && !spot.isFaulty) spot.error('must have at least one field.');
  return entries.map(([name, format]) => joinField(name, format, spot.in(name)));
}

function joinChildContract(name: string, format: ChildFormat, spot: Spot): Child {
  const place = spot.in('children', name);
  if (spot.in('fields', name).isWritten) place.errorAtKey(`"${name}" is the name of a field already.`);
  const { title, description, max } = format;
  return { name, max, fields: joinFields(format.fields, place.in('fields')), ...defined({ title, description }) };
}

/** Checks what the fields of a resource say about other parts of the facade. */
export function checkLinks(resource: Resource, landscape: Landscape, spot: Spot): void {
  for (const field of resource.fields) checkFieldLinks(field, landscape, spot.in('fields', field.name));
  for (const child of resource.children) {
    for (const field of child.fields) {
      checkFieldLinks(field, landscape, spot.in('children', child.name, 'fields', field.name));
    }
  }
}
