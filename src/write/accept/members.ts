// Looks into JSON values by name and writes places in them as pointers. It must never look at inherited members.
import type { Json } from '../command.js';

/** A member of an object; undefined for anything else. */
export function memberOf(value: Json | undefined, name: string): Json | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.hasOwn(value, name) ? (value as Readonly<Record<string, Json>>)[name] : undefined;
}

const SPECIAL = /[~/]/;

/** One step of a JSON pointer (RFC 6901). */
export function pointerStep(name: string | number): string {
  if (typeof name === 'number' || !SPECIAL.test(name)) return `/${name}`;
  return `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
