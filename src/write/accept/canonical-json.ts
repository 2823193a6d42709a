// One text per JSON value: members sorted, no blanks. Two bodies that mean the same have the same text.
// It must never be used for anything but comparing and digesting.
import type { Json } from '../command.js';

/** The canonical text: names in the order of their UTF-16 units, as RFC 8785 has it. */
export function canonicalJson(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const names = Object.keys(value).sort(byUnits);
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonicalJson(value[name] ?? null)}`).join(',')}}`;
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value);
}

function byUnits(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
