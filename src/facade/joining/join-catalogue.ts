// Puts the joined parts of a facade together. It must never be called with parts that have faults.
import type { Catalogue } from '../catalogue.js';
import { deepFreeze } from './deep-freeze.js';
import type { Frame } from '../frame/join-frame.js';
import type { JoinedResource } from './join-resource.js';

/** The frozen catalogue. Every version offers every operation. */
export function joinCatalogue(frame: Frame, resources: readonly JoinedResource[]): Catalogue {
  const operations = resources.flatMap((joined) => joined.operations);
  const writes = resources.flatMap((joined) => joined.writes);
  const bindings = resources.flatMap(({ binding }) => (binding === undefined ? [] : [binding]));
  return deepFreeze({
    ...frame,
    versions: frame.versions.map((version) => ({
      ...version,
      operations,
      writes: writes.map((write) => write.operation),
    })),
    commandBindings: new Map(writes.map(({ binding }) => [binding.operation, binding])),
    resources: new Map(resources.map(({ resource }) => [resource.name, resource])),
    bindings: new Map(bindings.map((binding) => [binding.resource, binding])),
  });
}
