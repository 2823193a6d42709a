// The writing operations of a resource, from YAML to the catalogue, in the order of the file.
import type { OperationsFormat } from '../format/operations-format.js';
import type { WriteFormat } from '../format-of-writes/write-format.js';
import type { Spot } from '../yaml/spot.js';
import { joinWrite } from './join-write.js';
import type { JoinedWrite, ResourceSite } from './join-write.js';

/** Joins them; `spot` is the resource's file. */
export function joinWrites(operations: OperationsFormat, site: ResourceSite, spot: Spot): readonly JoinedWrite[] {
  const place = spot.in('operations');
  const writes = Object.entries(operations).flatMap(([name, format]): readonly [string, WriteFormat][] =>
    name === 'list' || name === 'get' || format === undefined ? [] : [[name, format as WriteFormat]],
  );
  for (const [name, { procedure, drop }] of writes) {
    if (procedure !== undefined && drop !== undefined) {
      place.in(name, 'drop').error('stands beside `procedure`: an operation is done in one way.');
    }
  }
  checkChanges(writes, place);
  return writes.flatMap(([name, format]) => joinWrite(name, format, site, place.in(name)) ?? []);
}

/** A PATCH has no name in its path, so two of them would be one route. */
function checkChanges(writes: readonly (readonly [string, WriteFormat])[], spot: Spot): void {
  const changes = writes.filter(([name, { method }]) => method === 'PATCH' && name !== 'create').map(([name]) => name);
  for (const name of changes.slice(1)) {
    spot
      .in(name, 'method')
      .error(
        `${changes[0] ?? ''} is the PATCH of this resource already: make this one an action with \`method: POST\`.`,
      );
  }
}
