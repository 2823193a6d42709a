// Which records a command refers to and what must be true of them, from YAML to the catalogue.
// It must never ask for something that a look-up cannot answer.
import type { ReferenceRule } from '../binding-of-commands.js';
import { valueFault } from '../checking/value-fault.js';
import type { Field, Resource } from '../contract.js';
import type { ExistsFormat, InputEntryFormat, InputFormat } from '../format-of-writes/input-format.js';
import type { Landscape } from '../joining/landscape.js';
import { didYouMean } from '../yaml/did-you-mean.js';
import type { Spot } from '../yaml/spot.js';
import type { WriteSite } from './write-site.js';

type Conditions = NonNullable<ExistsFormat['where']>;

const COMPARABLE: readonly string[] = ['enum', 'boolean', 'string'];

/** The rules in the order of the input. */
export function joinReferences(format: InputFormat, site: WriteSite): readonly ReferenceRule[] {
  const { resource, landscape, spot } = site;
  return asked(format, resource, spot.in('input')).flatMap(({ path, field, exists, spot: place }) => {
    const target = targetOf(field, landscape, place);
    if (field.references === undefined || target === undefined) return [];
    const where = joinConditions(exists.where ?? {}, target, place.in('where'));
    return [{ field: path, resource: field.references, where, strict: exists.strict ?? false }];
  });
}

/** One `exists` and the field it is about. */
interface Asked {
  /** `customerId`, `lines.itemId` */
  readonly path: string;
  readonly field: Field;
  readonly exists: ExistsFormat;
  readonly spot: Spot;
}

function asked(format: InputFormat, resource: Resource, spot: Spot): readonly Asked[] {
  return Object.entries(format).flatMap(([name, entry]) => {
    if (typeof entry === 'string') return [];
    const place = spot.in(name);
    if (!('fields' in entry)) return askedOf(name, fieldIn(resource.fields, name), entry, place);
    const fields = resource.children.find((child) => child.name === name)?.fields ?? [];
    return Object.entries(entry.fields).flatMap(([member, inner]) =>
      askedOf(`${name}.${member}`, fieldIn(fields, member), inner, place.in('fields', member)),
    );
  });
}

function askedOf(path: string, field: Field | undefined, entry: InputEntryFormat, spot: Spot): readonly Asked[] {
  const exists = typeof entry === 'string' ? undefined : entry.exists;
  return exists === undefined || field === undefined ? [] : [{ path, field, exists, spot: spot.in('exists') }];
}

function targetOf({ name, references }: Field, { resources }: Landscape, spot: Spot): Resource | undefined {
  if (references === undefined) {
    spot.errorAtKey(`${name} refers to nothing: give the field \`references\` with the resource whose key it holds.`);
    return undefined;
  }
  const target = resources.get(references);
  if (target?.isReadable === false) {
    spot.errorAtKey(`${references} cannot be looked at: it needs \`get\` under its operations.`);
  }
  return target?.resource;
}

function fieldIn(fields: readonly Field[], name: string): Field | undefined {
  return fields.find((field) => field.name === name);
}

function joinConditions(where: Conditions, target: Resource, spot: Spot): ReferenceRule['where'] {
  return Object.entries(where).flatMap(([name, written]) => {
    const field = fieldIn(target.fields, name);
    const place = spot.in(name);
    if (field === undefined) {
      const names = target.fields.map((each) => each.name);
      place.errorAtKey(
        `${target.name} has no field "${name}".${didYouMean(name, names)} There are: ${names.join(', ')}.`,
      );
      return [];
    }
    if (!COMPARABLE.includes(field.type.kind)) {
      place.errorAtKey(`${name} is of type ${field.type.kind}: conditions are on ${COMPARABLE.join(', ')}.`);
      return [];
    }
    const values = Array.isArray(written) ? written : [written];
    values.forEach((value, index) => {
      const fault = valueFault(field.type, value);
      if (fault !== undefined) (Array.isArray(written) ? place.in(index) : place).error(`it ${fault}`);
    });
    return [{ field: name, values: values.map(String) }];
  });
}
