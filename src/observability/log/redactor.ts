// Masks the sensitive fields of a resource by the marks of its fields, so that the facade says once what is sensitive.
// It must never let a member through that the resource does not declare.

/** A field as far as masking is concerned; the facade's Field is one. */
export interface MarkedField {
  readonly name: string;
  readonly sensitive: boolean;
}

/** A resource as far as masking is concerned; the facade's Resource is one. */
export interface MarkedShape {
  readonly fields: readonly MarkedField[];
  readonly children: readonly { readonly name: string; readonly fields: readonly MarkedField[] }[];
}

/** What stands in the place of a masked value. */
export const MASK = '[masked]';

/** Returns a masked copy; the given object is left alone. */
export type Redactor = (entity: unknown) => unknown;

/**
 * A function that copies an entity of this shape with every sensitive and every undeclared member masked. Null stays
 * null: that a value is absent is no secret the contract hides. What is no object is masked whole.
 */
export function createRedactor(shape: MarkedShape): Redactor {
  const open = openNames(shape.fields);
  const children = new Map(shape.children.map((child) => [child.name, openNames(child.fields)]));
  return (entity) => copyMasked(entity, (name, value) => maskMember(value, open.has(name), children.get(name)));
}

function openNames(fields: readonly MarkedField[]): ReadonlySet<string> {
  return new Set(fields.filter((field) => !field.sensitive).map((field) => field.name));
}

function maskMember(value: unknown, isOpen: boolean, child: ReadonlySet<string> | undefined): unknown {
  if (value === null) return null;
  if (isOpen) return typeof value === 'object' ? MASK : value;
  if (child === undefined || !Array.isArray(value)) return MASK;
  return value.map((part) => copyMasked(part, (name, inner) => maskMember(inner, child.has(name), undefined)));
}

function copyMasked(entity: unknown, mask: (name: string, value: unknown) => unknown): unknown {
  if (typeof entity !== 'object' || entity === null || Array.isArray(entity)) return MASK;
  return Object.fromEntries(Object.entries(entity).map(([name, value]) => [name, mask(name, value)]));
}
