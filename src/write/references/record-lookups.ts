// All look-ups a catalogue's references need, by operation and resource. Built once; also tells what they can ask.
import type { Catalogue } from '../../facade/catalogue.js';
import { UnusableBinding } from '../../legacy/codec.js';
import { RecordLookup } from './record-lookup.js';

/** What look-ups are made from. */
export type LookupCatalogue = Pick<Catalogue, 'commandBindings' | 'resources' | 'bindings'>;

/** By operation id, then by the name of the resource that is looked at. Throws UnusableBinding with the operation's name. */
export function recordLookups({
  commandBindings,
  resources,
  bindings,
}: LookupCatalogue): ReadonlyMap<string, ReadonlyMap<string, RecordLookup>> {
  const lookups = new Map<string, ReadonlyMap<string, RecordLookup>>();
  for (const { operation, references } of commandBindings.values()) {
    const own = [...Map.groupBy(references, (rule) => rule.resource)].map(([name, rules]) => {
      const resource = resources.get(name);
      const binding = bindings.get(name);
      if (resource === undefined || binding === undefined)
        throw new UnusableBinding(`${operation} refers to ${name}, which cannot be read`);
      const fields = rules.flatMap(({ where }) => where.map(({ field }) => field));
      return [name, new RecordLookup(resource, binding, [...new Set(fields)])] as const;
    });
    if (own.length > 0) lookups.set(operation, new Map(own));
  }
  return lookups;
}
