// What the read path could not serve of a catalogue, every fault at once, in sentences for the integration engineer.
// It must never let a facade start that would fail on a request.
import type { FieldBinding } from '../../facade/binding.js';
import type { Catalogue } from '../../facade/catalogue.js';
import type { Field, ListOperation, Operation, Resource } from '../../facade/contract.js';
import { codecOf } from '../../legacy/codec-of-field.js';
import { UnusableBinding } from '../../legacy/codec.js';
import type { FieldCodec } from '../../legacy/codec.js';
import { legacyCode } from '../../legacy/codecs/column-type.js';
import { prepareRead } from './prepared-read.js';

/** Every fault, each beginning with the resource or operation it belongs to; empty when all can be served. */
export function bindingFaults(catalogue: Catalogue): readonly string[] {
  const resources = [...catalogue.resources.values()].flatMap((resource) => resourceFaults(catalogue, resource));
  // An operation stands on its resource: its faults only make sense once that is in order.
  if (resources.length > 0) return resources;
  return catalogue.versions.flatMap(({ name, operations }) =>
    operations.flatMap((operation) => operationFaults(catalogue, name, operation)),
  );
}

function resourceFaults(catalogue: Catalogue, resource: Resource): readonly string[] {
  const binding = catalogue.bindings.get(resource.name);
  if (binding === undefined) return [];
  const at = (name: string): string => `${resource.name}.${name}`;
  return [
    ...resource.fields.flatMap((field) => fieldFaults(field, binding.fields, at(field.name))),
    ...binding.rows.flatMap(({ column, values }) =>
      values.flatMap((code) => attempt(`${resource.name}: rows`, () => legacyCode(column, code))),
    ),
    ...resource.children.flatMap((child) => {
      const bound = binding.children.find((candidate) => candidate.child === child.name);
      if (bound === undefined) return [];
      const masked =
        bound.misfit === 'mask' ? [`${at(child.name)}: a list of children cannot be masked; say refuse or skip`] : [];
      return [
        ...masked,
        ...child.fields.flatMap((field) => fieldFaults(field, bound.fields, at(`${child.name}.${field.name}`))),
      ];
    }),
  ];
}

function fieldFaults(field: Field, bindings: readonly FieldBinding[], at: string): readonly string[] {
  const binding = bindings.find((candidate) => candidate.field === field.name);
  if (binding === undefined) return [`${at}: is not bound`];
  const masked =
    binding.misfit === 'mask' && !field.nullable
      ? [`${at}: what is masked is shown as null, so the field must be nullable`]
      : [];
  return [...masked, ...attempt(at, () => codecOf(field, binding.source))];
}

function operationFaults(catalogue: Catalogue, version: string, operation: Operation): readonly string[] {
  const at = `${version} ${operation.id}`;
  return attempt(at, () => {
    const read = prepareRead(catalogue, version, operation);
    const codec = (field: string): FieldCodec | undefined => read.fields.get(field)?.codec;
    return [...keyFaults(at, read.key.codec), ...(operation.kind === 'list' ? listFaults(at, operation, codec) : [])];
  });
}

function keyFaults(at: string, key: FieldCodec): readonly string[] {
  const usable = key.operators.has('eq') && (key.order?.length ?? 0) > 0;
  return usable ? [] : [`${at}: the key's binding can neither be looked up nor order rows`];
}

function listFaults(
  at: string,
  operation: ListOperation,
  codec: (field: string) => FieldCodec | undefined,
): readonly string[] {
  const filters = operation.filters.flatMap(({ field, operators }) =>
    operators
      .filter((operator) => codec(field)?.operators.has(operator) !== true)
      .map(
        (operator) =>
          `${at}: ${field} cannot be filtered with ${operator}; possible: ${[...(codec(field)?.operators ?? [])].join(', ')}`,
      ),
  );
  const terms = new Set([...operation.sort, ...operation.defaultSort.map(({ field }) => field)]);
  const sorts = [...terms]
    .filter((field) => codec(field)?.order === undefined)
    .map((field) => `${at}: cannot be sorted by ${field}: its legacy values are in another order, or too long`);
  return [...filters, ...sorts];
}

/** Runs `work` and turns an unusable binding into a fault. */
function attempt(at: string, work: () => unknown): readonly string[] {
  try {
    const faults = work();
    return Array.isArray(faults) ? (faults as readonly string[]) : [];
  } catch (error) {
    if (error instanceof UnusableBinding) return [`${at}: ${error.message}`];
    throw error;
  }
}
