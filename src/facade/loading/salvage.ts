// Keeps the sound parts of a value that its schema refuses, so that one mistake does not hide all others.
// It must never repair: what is wrong is cut out with the smallest part that can go without it.
import type { z } from 'zod';

type Container = Record<PropertyKey, unknown>;

/** What is left of `value` under `schema` after cutting every refused part; undefined when nothing is. */
export function salvage<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> | undefined {
  const rest = structuredClone(value);
  for (;;) {
    const result = schema.safeParse(rest);
    if (result.success) return result.data;
    const cut = result.error.issues.map((issue) => cutOut(rest, issue));
    if (!cut.includes(true)) return undefined;
  }
}

/** True when something was removed; a part whose removal leaves a hole is removed with what contains it next time. */
function cutOut(root: unknown, issue: z.core.$ZodIssue): boolean {
  if (issue.code === 'unrecognized_keys') {
    const container = find(root, issue.path);
    return issue.keys.map((key) => remove(container, key)).includes(true);
  }
  for (let length = issue.path.length; length > 0; length--) {
    const container = find(root, issue.path.slice(0, length - 1));
    const name = issue.path[length - 1];
    // A list without one of its entries would be another list, and later places in it would be wrong.
    if (!Array.isArray(container) && name !== undefined && remove(container, name)) return true;
  }
  return false;
}

function find(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, name) => (isContainer(value) && Object.hasOwn(value, name) ? value[name] : undefined),
    root,
  );
}

function remove(container: unknown, name: PropertyKey): boolean {
  if (!isContainer(container) || !Object.hasOwn(container, name)) return false;
  return Reflect.deleteProperty(container, name);
}

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null;
}
