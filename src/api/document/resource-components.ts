// The schemas of one version's resources as named components. They are the very schemas the read path answers by.
// It must never change what a schema allows, only where it stands.
import { isDeepStrictEqual } from 'node:util';
import type { Catalogue } from '../../facade/catalogue.js';
import type { ApiVersion, ListOperation, Operation, Resource } from '../../facade/contract.js';
import type { JsonSchema } from '../../facade/description/json-schema.js';
import { itemSchema, listSchema } from '../../facade/description/resource-schema.js';
import { schemaNames } from './schema-names.js';

/** A reference to a schema component. */
export const schemaRef = (name: string): { readonly $ref: string } => ({ $ref: `#/components/schemas/${name}` });

/**
 * Schema components by name, in the order of the version's operations. Throws when two resources would share a name:
 * one of them would be described by the other's schema.
 */
export function resourceComponents(catalogue: Catalogue, version: ApiVersion): Readonly<Record<string, object>> {
  const components = new Map<string, object>();
  for (const operation of version.operations) {
    const schemas = componentsOf(operation, resourceOf(catalogue, operation), version);
    for (const [name, schema] of Object.entries(schemas)) {
      if (!isDeepStrictEqual(components.get(name) ?? schema, schema))
        throw new Error(nameTaken(name, operation.resource));
      components.set(name, schema);
    }
  }
  return Object.fromEntries(components);
}

function nameTaken(name: string, resource: string): string {
  return `The schema name ${name} of the resource ${resource} is taken by another resource; rename one of them.`;
}

/** The component an operation answers with. */
export function answerSchemaName(resource: Resource, operation: Operation): string {
  const names = schemaNames(resource);
  return operation.kind === 'list' ? names.page : names.one;
}

/** The resource of an operation; the catalogue was checked when it was loaded. */
export function resourceOf(catalogue: Catalogue, operation: Pick<Operation, 'resource'>): Resource {
  const resource = catalogue.resources.get(operation.resource);
  if (resource === undefined) throw new Error(`the catalogue has no resource ${operation.resource}`);
  return resource;
}

function componentsOf(operation: Operation, resource: Resource, version: ApiVersion): Readonly<Record<string, object>> {
  const names = schemaNames(resource);
  if (operation.kind === 'get') return { [names.one]: itemSchema(resource, operation) };
  const item = itemSchema(resource, operation);
  const itemName = isShownByGet(item, resource, version) ? names.one : names.listItem;
  return { [itemName]: item, [names.page]: pageOf(listSchema(resource, operation), itemName) };
}

/** Whether a get shows the same; then the list needs no schema of its own. */
function isShownByGet(item: JsonSchema, resource: Resource, version: ApiVersion): boolean {
  const get = version.operations.find(({ kind, resource: of }) => kind === 'get' && of === resource.name);
  return get === undefined || isDeepStrictEqual(itemSchema(resource, get), item);
}

/** The page's schema with its items as a reference. */
function pageOf(page: JsonSchema, itemName: string): object {
  const { data, ...others } = page.properties ?? {};
  return { ...page, properties: { data: { ...data, items: schemaRef(itemName) }, ...others } };
}

/** Bounds of a list, for its description. */
export function pageSentence({ page }: ListOperation): string {
  return `A page holds ${page.defaultLimit} records unless \`limit\` says otherwise, at most ${page.maxLimit}.`;
}
