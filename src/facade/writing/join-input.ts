// What a caller may send, from YAML to the catalogue. It must never let a field in that the resource does not have.
import type { Child, InputChild, InputField, Resource, WriteOperation } from '../contract.js';
import type { InputChildFormat, InputEntryFormat, InputFormat } from '../format-of-writes/input-format.js';
import { didYouMean } from '../yaml/did-you-mean.js';
import type { Spot } from '../yaml/spot.js';

/** The input of one operation. */
export interface JoinedInput {
  readonly fields: readonly InputField[];
  readonly children: readonly InputChild[];
}

/** Joins the input; `spot` is its place. */
export function joinInput(
  format: InputFormat,
  resource: Resource,
  kind: WriteOperation['kind'],
  spot: Spot,
): JoinedInput {
  const children = new Map(resource.children.map((child) => [child.name, child]));
  const entries = Object.entries(format);
  if (kind === 'change' && entries.length === 0 && !spot.isFaulty) spot.error('is needed: a change changes a field.');
  return {
    fields: entries.flatMap(([name, entry]) => {
      if (children.has(name) && !isChild(entry)) {
        spot.in(name).error('is a child list: give its bounds and fields, such as { min: 1, fields: { … } }.');
      }
      if (children.has(name) || !isField(name, resource, kind, spot.in(name))) return [];
      if (!isChild(entry)) return [{ field: name, required: isRequired(entry) }];
      spot.in(name).error('is a field: write required or optional.');
      return [];
    }),
    children: entries.flatMap(([name, entry]) => {
      const child = children.get(name);
      return child === undefined || !isChild(entry) ? [] : [joinInputChild(entry, child, spot.in(name))];
    }),
  };
}

function isChild(entry: InputFormat[string]): entry is InputChildFormat {
  return typeof entry === 'object' && 'fields' in entry;
}

function isRequired(entry: InputEntryFormat): boolean {
  return typeof entry === 'string' ? entry === 'required' : (entry.required ?? false);
}

function isField(name: string, resource: Resource, kind: WriteOperation['kind'], spot: Spot): boolean {
  const names = [...resource.fields, ...resource.children].map((each) => each.name);
  if (!names.includes(name)) {
    spot.errorAtKey(
      `${resource.name} has no field "${name}".${didYouMean(name, names)} There are: ${names.join(', ')}.`,
    );
    return false;
  }
  if (name === resource.key && kind !== 'create') spot.errorAtKey('is the key: it stands in the address already.');
  return true;
}

function joinInputChild(format: InputChildFormat, child: Child, spot: Spot): InputChild {
  const { min = 0, max = child.max } = format;
  if (max > child.max) spot.in('max').error(`must be at most ${child.max}, the \`max\` of ${child.name}.`);
  if (min > max) spot.in('min').error(`must be at most the maximum, ${max}.`);
  const names = child.fields.map((field) => field.name);
  const entries = Object.entries(format.fields);
  if (entries.length === 0 && !spot.in('fields').isFaulty) spot.in('fields').error('must have at least one field.');
  const fields = entries.flatMap(([name, entry]) => {
    if (names.includes(name)) return [{ field: name, required: isRequired(entry) }];
    const there = `There are: ${names.join(', ')}.`;
    spot
      .in('fields', name)
      .errorAtKey(`an entry of ${child.name} has no field "${name}".${didYouMean(name, names)} ${there}`);
    return [];
  });
  return { child: child.name, required: format.required ?? min > 0, min, max, fields };
}
