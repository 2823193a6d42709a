// The digest of a command binding. The same binding gives the same digest on every machine and after every restart.
import { createHash } from 'node:crypto';
import type { CommandBinding } from '../binding-of-commands.js';

/** SHA-256 over the canonical JSON of everything but the digest itself, in base64url. */
export function bindingDigest(binding: Omit<CommandBinding, 'digest'>): string {
  return createHash('sha256')
    .update(JSON.stringify(canonical(binding)))
    .digest('base64url');
}

/** Members by name, Maps as lists of pairs by key: the order in which a file was written says nothing. */
function canonical(value: unknown): unknown {
  if (value instanceof Map) return [...(value as Map<unknown, unknown>)].sort(byKey).map(canonical);
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  return members.map(([name, member]) => [name, canonical(member)]);
}

/** Numbers by size, texts by code unit. */
function byKey([a]: readonly [unknown, unknown], [b]: readonly [unknown, unknown]): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a) < String(b) ? -1 : 1;
}
