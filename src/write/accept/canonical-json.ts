// One text per JSON value: members sorted, no blanks. Two bodies that mean the same have the same text.
// It must never be used for anything but comparing and digesting.
import type { Json } from '../command.js';

/** The canonical text: names in the order of their UTF-16 units, as RFC 8785 has it. */
export function canonicalJson(value: Json): string {
  const sorted = sortedCopy(value);
  return sorted === undefined ? partByPart(value) : JSON.stringify(sorted);
}

type JsonObject = { readonly [name: string]: Json };

/** Names that an object would not keep where they are put: it lists numbers first, and inherits from `__proto__`. */
const UNPLACEABLE = /^(?:\d+|__proto__)$/;

/** The value with its members in order; undefined where no object can have them in that order. */
function sortedCopy(value: Json): Json | undefined {
  if (typeof value !== 'object' || value === null) return value;
  return isList(value) ? sortedList(value) : sortedObject(value);
}

function sortedList(list: readonly Json[]): Json | undefined {
  const copy: Json[] = [];
  for (const entry of list) {
    const sorted = sortedCopy(entry);
    if (sorted === undefined) return undefined;
    copy.push(sorted);
  }
  return copy;
}

function sortedObject(object: JsonObject): Json | undefined {
  const copy: Record<string, Json> = {};
  for (const name of sortedNames(object)) {
    const sorted = UNPLACEABLE.test(name) ? undefined : sortedCopy(object[name] ?? null);
    if (sorted === undefined) return undefined;
    copy[name] = sorted;
  }
  return copy;
}

/** Slower by half, and right for every name. */
function partByPart(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(partByPart).join(',')}]`;
  const members = sortedNames(value).map((name) => `${JSON.stringify(name)}:${partByPart(value[name] ?? null)}`);
  return `{${members.join(',')}}`;
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value);
}

/** In the order of their UTF-16 units, which is that of `sort` without a comparison. */
function sortedNames(object: JsonObject): readonly string[] {
  return Object.keys(object).sort();
}
