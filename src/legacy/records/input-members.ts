// Looks into a body by the names of the facade. It must never find what an object inherits.
import type { InputValue } from '../layouts/record-image.js';

/** The member of that name; undefined where there is none. */
export function inputMember(input: InputValue, name: string): InputValue | undefined {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return undefined;
  return Object.hasOwn(input, name) ? (input as Readonly<Record<string, InputValue>>)[name] : undefined;
}

/** The entries of a list; none where it was left out. */
export function inputEntries(input: InputValue, name: string): readonly InputValue[] {
  const list = inputMember(input, name);
  return Array.isArray(list) ? (list as readonly InputValue[]) : [];
}

/** One step of a JSON pointer (RFC 6901). */
export function pointerStep(name: string | number): string {
  return `/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
