// Finds the places of an input that must name a record. Absent and null ones name nothing, and need nothing.
import type { ReferenceRule } from '../../facade/binding-of-commands.js';
import type { Json } from '../command.js';
import { memberOf, pointerStep } from '../accept/members.js';
import type { AskedReference } from '../accept/reference-check.js';

/** Every reference of an input that has passed its schema, in the order of the rules. */
export function askedReferences(rules: readonly ReferenceRule[], input: Json): readonly AskedReference[] {
  return rules.flatMap((rule) => {
    const [first = '', inner] = rule.field.split('.');
    const pointer = pointerStep(first);
    const value = memberOf(input, first);
    if (inner === undefined) return asked(rule, pointer, value);
    const entries = Array.isArray(value) ? (value as readonly Json[]) : [];
    return entries.flatMap((entry, index) =>
      asked(rule, pointer + pointerStep(index) + pointerStep(inner), memberOf(entry, inner)),
    );
  });
}

function asked(rule: ReferenceRule, pointer: string, value: Json | undefined): readonly AskedReference[] {
  if (value === undefined || value === null || typeof value === 'object') return [];
  return [{ pointer, value, rule }];
}
