// Every text a predicate can be written as, as data to match against and to print.
// The texts come from the same writers that write statements, so that this cannot drift from them.
import type { LegacyValue } from '../../../src/legacy/legacy-value.js';
import type { Predicate } from '../../../src/legacy/read-plan.js';
import type { ColumnPredicate, FittedPredicate } from '../predicate/fitted-predicate.js';
import { fitPredicate } from '../predicate/fitted-predicate.js';
import { writeFitted } from '../predicate/fitted-text.js';
import { MOST_PARAMETERS, Parameters } from '../statement/statement.js';
import { sampleValue } from './sample-value.js';
import { inside, splitOutside, withoutNumbers } from './split-text.js';

/** texts: one of these. anyOf: up to `most` of the groups, joined by OR. not: the negation of one group. */
export type PredicateGrammar =
  | { readonly kind: 'texts'; readonly texts: ReadonlySet<string> }
  | { readonly kind: 'anyOf'; readonly groups: readonly (readonly PredicateGrammar[])[]; readonly most: number }
  | { readonly kind: 'not'; readonly group: readonly PredicateGrammar[] };

/** The grammar of one predicate; its values do not matter. */
export function predicateGrammar(predicate: Predicate): PredicateGrammar {
  return grammarOf(predicate, false);
}

function grammarOf(predicate: Predicate, underNot: boolean): PredicateGrammar {
  switch (predicate.kind) {
    case 'anyOf':
      return {
        kind: 'anyOf',
        groups: distinct(predicate.groups.map((group) => group.map((part) => grammarOf(part, underNot)))),
        most: predicate.groups.length,
      };
    case 'not':
      return { kind: 'not', group: predicate.group.map((part) => grammarOf(part, true)) };
    case 'compare':
    case 'in':
    case 'contains':
    case 'startsWith':
    case 'isNull':
      return { kind: 'texts', texts: new Set(fittedForms(predicate, underNot).map(textOf)) };
  }
}

/** Groups that differ in more than their values; a list of keys repeats one group for every key. */
function distinct<Group>(groups: readonly Group[]): readonly Group[] {
  const known = groups.map((group) => [JSON.stringify(group, (_, part: unknown) => listed(part)), group] as const);
  return [...new Map(known).values()];
}

const listed = (part: unknown): unknown => (part instanceof Set ? [...part] : part);

function textOf(predicate: FittedPredicate): string {
  return withoutNumbers(writeFitted(predicate, new Parameters()));
}

/** What a predicate may become once its values have been fitted. */
function fittedForms(predicate: ColumnPredicate, underNot: boolean): readonly FittedPredicate[] {
  const { column } = predicate;
  const never: readonly FittedPredicate[] = underNot ? [{ kind: 'never', column }] : [];
  switch (predicate.kind) {
    case 'isNull':
      return [predicate];
    case 'contains':
    case 'startsWith':
      return [fitPredicate({ ...predicate, text: 'a' }, oneByteEach), ...never];
    case 'in':
      return [...lists(sampleValue(column)).map((values) => ({ kind: 'in' as const, column, values })), ...never];
    case 'compare': {
      const always: readonly FittedPredicate[] = [{ kind: 'always', column }];
      const boundless = ['ne', 'gt', 'lt'].includes(predicate.comparison);
      return [{ ...predicate, value: sampleValue(column) }, ...(boundless ? always : []), ...never];
    }
  }
}

const oneByteEach = (text: string): number => text.length;

/** Lists of 1, 2, 4 … values, as long as a statement can carry them. */
function lists(value: LegacyValue): readonly (readonly LegacyValue[])[] {
  return powersOfTwo(MOST_PARAMETERS).map((length) => Array.from({ length }, () => value));
}

export function powersOfTwo(most: number): readonly number[] {
  const found: number[] = [];
  for (let size = 1; size <= most; size *= 2) found.push(size);
  return found;
}

/** Whether a text (parameter numbers left out) is one of the grammar's. */
export function matchesPredicate(grammar: PredicateGrammar, text: string): boolean {
  switch (grammar.kind) {
    case 'texts':
      return grammar.texts.has(text);
    case 'not':
      return matchesAll(grammar.group, inside(text, 'NOT ('));
    case 'anyOf': {
      const parts = splitOutside(inside(text, '(') ?? '', ' OR ');
      return parts.length <= grammar.most && parts.every((part) => matchesSome(grammar.groups, part));
    }
  }
}

function matchesSome(groups: readonly (readonly PredicateGrammar[])[], text: string): boolean {
  return groups.some((group) => {
    const [only] = group;
    if (group.length === 1 && only !== undefined && matchesPredicate(only, text)) return true;
    return matchesAll(group, inside(text, '('));
  });
}

function matchesAll(group: readonly PredicateGrammar[], text: string | undefined): boolean {
  const parts = splitOutside(text ?? '', ' AND ');
  return parts.length === group.length && group.every((part, index) => matchesPredicate(part, parts[index] ?? ''));
}
