// One resource file, joined with everything around it.
import type { ResourceBinding } from '../binding.js';
import { checkRead } from '../checking/check-read.js';
import type { BoundField } from '../checking/check-read.js';
import type { Operation, Resource } from '../contract.js';
import type { Spot } from '../yaml/spot.js';
import { joinBinding } from '../mapping/join-binding.js';
import type { JoinedWrite } from '../writing/join-write.js';
import { joinWrites } from '../writing/join-writes.js';
import { checkLinks } from './join-contract.js';
import type { ResourceSections } from './join-contract.js';
import { joinOperations } from './join-operations.js';
import type { Landscape } from './landscape.js';

/** What one file brings to the catalogue. */
export interface JoinedResource {
  readonly resource: Resource;
  /** Absent when the binding could not be read, and for a resource that is only written. */
  readonly binding: ResourceBinding | undefined;
  readonly operations: readonly Operation[];
  readonly writes: readonly JoinedWrite[];
}

/** Joins a contract with the rest of its file; `spot` is the file. */
export function joinResource(
  resource: Resource,
  sections: ResourceSections,
  landscape: Landscape,
  spot: Spot,
): JoinedResource {
  checkLinks(resource, landscape, spot);
  const binding = sections.binding === undefined ? undefined : joinBinding(resource, sections.binding, landscape, spot);
  const children = new Set(resource.children.map((child) => child.name));
  if (sections.read !== undefined) checkRead(sections.read, { fields: boundFields(resource, binding), children, spot });
  const { operations = {} } = sections;
  const reads = joinOperations(resource, operations, sections.read, spot);
  if (reads.length > 0 && !spot.in('binding').isWritten) {
    spot.in('binding').error('is required and missing: `list` and `get` read by it.');
  }
  const writes = joinWrites(operations, { resource, binding, landscape }, spot);
  return { resource, binding, operations: reads, writes };
}

function boundFields(resource: Resource, binding: ResourceBinding | undefined): ReadonlyMap<string, BoundField> {
  const sources = new Map(binding?.fields.map(({ field, source }) => [field, source]));
  return new Map(resource.fields.map((field) => [field.name, { field, source: sources.get(field.name) }]));
}
