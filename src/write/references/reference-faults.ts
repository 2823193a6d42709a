// What findings about references mean for the caller. Pure: the table of when a write is refused at the door.
// It must never repeat a key, nor show more of a record than what the facade demands of it.
import type { ReferenceRule } from '../../facade/binding-of-commands.js';
import type { RequestFault } from '../../problems/problem.js';
import type { AskedReference, ReferenceFinding } from '../accept/reference-check.js';

/** `refuse`: 422 with this fault. `later`: nothing can be said now, and the rule does not accept that: 503. */
export type ReferenceVerdict = 'accept' | 'later' | { readonly refuse: RequestFault };

/** A finding under a rule: what is not known for certain refuses only where the rule is strict. */
export function judge({ pointer, rule }: AskedReference, finding: ReferenceFinding): ReferenceVerdict {
  const refuse = (detail: string): ReferenceVerdict => ({ refuse: { pointer, detail } });
  switch (finding) {
    case 'fits':
      return 'accept';
    case 'unfit':
      return refuse(`Names a record of ${rule.resource} that cannot be used here: ${demandOf(rule)}.`);
    case 'missing':
      return refuse(`Names a record of ${rule.resource} that does not exist.`);
    case 'not-visible':
      return rule.strict ? refuse(`Names a record of ${rule.resource} that cannot be seen.`) : 'accept';
    case 'unreadable':
      return rule.strict ? refuse(`Names a record of ${rule.resource} whose state cannot be read.`) : 'accept';
    case 'unavailable':
      return rule.strict ? 'later' : 'accept';
  }
}

function demandOf({ where }: ReferenceRule): string {
  return where.map(({ field, values }) => `its ${field} must be ${values.join(' or ')}`).join(', and ');
}
