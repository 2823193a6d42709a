// Everything that keeps a catalogue's writes from being served, found before serving. It must never stop at the first.
import type { Catalogue } from '../../facade/catalogue.js';
import { UnusableBinding } from '../../legacy/codec.js';
import { recordLookups } from '../references/record-lookups.js';
import { PreparedWrites } from './prepared-write.js';

/** Path segment under which callers follow their commands. */
const RESERVED = 'commands';

/** One sentence per fault; empty when all writes can be served. */
export function writeFaults(catalogue: Catalogue): readonly string[] {
  const faults = catalogue.versions.flatMap((version) =>
    version.writes.flatMap((write) => {
      const alone = { ...catalogue, versions: [{ ...version, writes: [write] }] };
      const fault = faultOf(alone);
      return fault === undefined ? [] : [`${write.id}: ${fault}`];
    }),
  );
  const writable = catalogue.versions.some(({ writes }) => writes.length > 0);
  if (!writable || !catalogue.resources.has(RESERVED)) return faults;
  return [...faults, `${RESERVED}: no resource may have this name; it is where callers follow what they wrote.`];
}

function faultOf(catalogue: Catalogue): string | undefined {
  try {
    new PreparedWrites(catalogue);
    recordLookups({ ...catalogue, commandBindings: bindingsOf(catalogue) });
    return undefined;
  } catch (error) {
    if (error instanceof UnusableBinding) return error.message;
    throw error;
  }
}

function bindingsOf({ versions, commandBindings }: Catalogue): Catalogue['commandBindings'] {
  const ids = new Set(versions.flatMap(({ writes }) => writes.map(({ id }) => id)));
  return new Map([...commandBindings].filter(([id]) => ids.has(id)));
}
