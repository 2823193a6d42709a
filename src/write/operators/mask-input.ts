// A command's input as people may see it: sensitive fields are masked. It must never be asked to unmask.
import type { Catalogue } from '../../facade/catalogue.js';
import type { Field } from '../../facade/contract.js';
import type { Command, Json } from '../command.js';
import { ERASED_INPUT } from '../command-erasure.js';

/** What stands in the place of a sensitive value. */
const MASK = '***';

/** The input of a command with every sensitive value masked; wholly masked where the resource is not known any more. */
export function maskInput({ resources }: Pick<Catalogue, 'resources'>, { resource, input, erasedAt }: Command): Json {
  if (erasedAt !== undefined) return ERASED_INPUT;
  const known = resources.get(resource);
  if (known === undefined) return MASK;
  const childFields = new Map(known.children.map(({ name, fields }) => [name, fields]));
  return maskMembers(input, (name, value) => {
    const fields = childFields.get(name);
    if (fields === undefined) return masked(known.fields, name, value);
    return Array.isArray(value)
      ? (value as readonly Json[]).map((entry) => maskMembers(entry, (inner, each) => masked(fields, inner, each)))
      : MASK;
  });
}

function maskMembers(value: Json, mask: (name: string, value: Json) => Json): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, mask(name, member)]));
}

/** A member that is no field may hold anything, so it is masked too. */
function masked(fields: readonly Field[], name: string, value: Json): Json {
  const field = fields.find((each) => each.name === name);
  return field === undefined || field.sensitive ? MASK : value;
}
