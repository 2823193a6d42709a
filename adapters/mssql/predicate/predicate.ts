// Writes predicates as text. Each one is a single line, which is what makes the set of emitted texts easy to list.
// It must never put a value into the text.
import { SourceFault } from '../../../src/legacy/source-fault.js';
import type { Predicate } from '../../../src/legacy/read-plan.js';
import type { CodePage } from '../column/fit.js';
import { fitPredicate } from './fitted-predicate.js';
import { writeFitted } from './fitted-text.js';
import type { Parameters } from '../statement/statement.js';

/** What writing a predicate needs: where its values go, and the code page they must fit. */
export interface PredicateContext {
  readonly parameters: Parameters;
  readonly codePage: CodePage;
}

/** The text of a predicate, or `never` when no row can satisfy it: then there is nothing to ask the ERP. */
export type PredicateText = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'never' };

export const never: PredicateText = { kind: 'never' };

/** Writes one predicate of a WHERE clause. */
export function writePredicate(predicate: Predicate, context: PredicateContext): PredicateText {
  if (predicate.kind === 'anyOf') return writeAnyOf(predicate.groups, context);
  if (predicate.kind === 'not') return { kind: 'text', text: writeUnderNot(predicate, context) };
  const fitted = fitPredicate(predicate, context.codePage);
  return fitted.kind === 'never' ? never : { kind: 'text', text: writeFitted(fitted, context.parameters) };
}

/** Groups that cannot match are left out; a group is all of its predicates. */
function writeAnyOf(groups: readonly (readonly Predicate[])[], context: PredicateContext): PredicateText {
  const texts = groups.flatMap((group) => writeGroup(group, context) ?? []);
  return texts.length === 0 ? never : { kind: 'text', text: `(${texts.join(' OR ')})` };
}

function writeGroup(group: readonly Predicate[], context: PredicateContext): string | undefined {
  if (group.length === 0) throw new SourceFault('refused', 'a group of an anyOf predicate must not be empty');
  const mark = context.parameters.list.length;
  const texts: string[] = [];
  for (const predicate of group) {
    const written = writePredicate(predicate, context);
    if (written.kind === 'never') {
      // The predicates before it have bound values that no text refers to any more.
      context.parameters.list.length = mark;
      return undefined;
    }
    texts.push(written.text);
  }
  return texts.length === 1 ? texts[0] : `(${texts.join(' AND ')})`;
}

/** Under NOT nothing may be left out: what cannot match is written out, so that NULL stays unknown. */
function writeUnderNot(predicate: Predicate, context: PredicateContext): string {
  if (predicate.kind === 'not') return `NOT (${writeAll(predicate.group, context)})`;
  if (predicate.kind === 'anyOf') {
    return `(${predicate.groups.map((group) => `(${writeAll(group, context)})`).join(' OR ')})`;
  }
  return writeFitted(fitPredicate(predicate, context.codePage), context.parameters);
}

function writeAll(group: readonly Predicate[], context: PredicateContext): string {
  return group.map((part) => writeUnderNot(part, context)).join(' AND ');
}
