// What joining one writing operation may know of everything around it, and which of its input was used.
import type { ResourceBinding } from '../binding.js';
import type { Resource, WriteOperation } from '../contract.js';
import type { IfMatchFormat } from '../format-of-writes/if-match-format.js';
import type { Landscape } from '../joining/landscape.js';
import type { Spot } from '../yaml/spot.js';
import type { JoinedInput } from './join-input.js';
import type { WrittenField } from './written-source.js';

export interface WriteSite {
  readonly kind: WriteOperation['kind'];
  /** `orders.create` */
  readonly operation: string;
  readonly resource: Resource;
  /** Absent for a resource that is only written, or whose binding could not be read. */
  readonly binding: ResourceBinding | undefined;
  readonly landscape: Landscape;
  readonly input: JoinedInput;
  /** Of the operation itself; not of what is called on its behalf. */
  readonly ifMatch: IfMatchFormat | undefined;
  /** The operation's place in the file. */
  readonly spot: Spot;
  /** Where in the input something goes: `customerId`, `lines.itemId`. Filled while values are joined. */
  readonly used: Set<string>;
}

/** A field of the resource, or of one of its children, as it is read. Undefined when there is none of that name. */
export function writtenField(
  resource: Resource,
  binding: ResourceBinding | undefined,
  name: string,
  child?: string,
): WrittenField | undefined {
  const fields = child === undefined ? resource.fields : resource.children.find((each) => each.name === child)?.fields;
  const bindings =
    child === undefined ? binding?.fields : binding?.children.find((each) => each.child === child)?.fields;
  const field = fields?.find((each) => each.name === name);
  const source = bindings?.find((each) => each.field === name)?.source;
  return field === undefined ? undefined : { field, source };
}

/** The key as it is read. */
export function writtenKey({ resource, binding }: Pick<WriteSite, 'resource' | 'binding'>): WrittenField | undefined {
  return writtenField(resource, binding, resource.key);
}
