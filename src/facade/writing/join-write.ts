// One writing operation, from YAML to the catalogue: what the public sees and how the ERP realises it.
import type { CommandBinding } from '../binding-of-commands.js';
import type { ResourceBinding } from '../binding.js';
import type { Resource, WriteOperation } from '../contract.js';
import type { WriteFormat } from '../format-of-writes/write-format.js';
import { wordName } from '../format/words.js';
import { defined } from '../joining/defined.js';
import type { Landscape } from '../joining/landscape.js';
import type { Spot } from '../yaml/spot.js';
import { bindingDigest } from './binding-digest.js';
import { joinDelivery } from './join-delivery.js';
import { joinIfMatch } from './join-if-match.js';
import { joinInput } from './join-input.js';
import { joinOrder } from './join-order.js';
import { joinReferences } from './join-references.js';
import type { WriteSite } from './write-site.js';

/** A resource while its operations are joined. */
export interface ResourceSite {
  readonly resource: Resource;
  readonly binding: ResourceBinding | undefined;
  readonly landscape: Landscape;
}

/** Both sides of one operation. */
export interface JoinedWrite {
  readonly operation: WriteOperation;
  readonly binding: CommandBinding;
}

/** Joins the operation called `name`; undefined where its layout cannot be read. `spot` is its place. */
export function joinWrite(
  name: string,
  format: WriteFormat,
  { resource, binding, landscape }: ResourceSite,
  spot: Spot,
): JoinedWrite | undefined {
  const kind = kindOf(name, format, spot);
  const id = `${resource.name}.${name}`;
  const input = joinInput(format.input ?? {}, resource, kind, spot.in('input'));
  const { ifMatch } = format;
  const site: WriteSite = { kind, operation: id, resource, binding, landscape, input, ifMatch, spot, used: new Set() };
  const order = joinOrder(format.order ?? {}, site);
  const references = joinReferences(format.input ?? {}, site);
  const joined = joinDelivery(format, order, site);
  if (joined === undefined) return undefined;
  const { title, description } = format;
  const condition = joinIfMatch(format, site);
  const comparedBy = defined({ comparedBy: condition.comparedBy });
  const bare = { operation: id, order, delivery: joined.delivery, references, ...comparedBy };
  return {
    operation: {
      ...{ kind, id, resource: resource.name, ...defined({ title, description }), ...input },
      results: [...joined.results.values()].map(({ field }) => field),
      refusals: joined.refusals,
      ...defined({ ifMatch: condition.contract }),
    },
    binding: { ...bare, digest: bindingDigest(bare) },
  };
}

function kindOf(name: string, { method }: WriteFormat, spot: Spot): WriteOperation['kind'] {
  const named = wordName.safeParse(name);
  if (!named.success) spot.errorAtKey(`the name ${named.error.issues[0]?.message ?? 'is not allowed here.'}`);
  if (name === 'create') {
    if (method === 'PATCH') spot.in('method').error('a create is a POST: leave the method out.');
    return 'create';
  }
  if (method === undefined && !spot.in('method').isWritten) {
    spot.errorAtKey('needs `method: PATCH` for a change of one resource, or `method: POST` for an action on one.');
  }
  return method === 'PATCH' ? 'change' : 'action';
}
