// Compares scopes with the operations that exist, for people who grant or ask for them.
// It must never refuse with less than the whole list of faults and what was probably meant.
import { nearest } from '../kernel/nearest.js';
import { covers, isScope } from './scopes.js';

const LONGEST_REPEATED = 80;
const ALLOWED = 'Allowed are operation ids, a resource followed by .*, and *.';

/** One sentence per scope that breaks the grammar or names no operation; empty when all are sound. */
export function checkScopes(scopes: readonly string[], operations: readonly string[]): readonly string[] {
  return scopes.filter((scope) => !isSound(scope, operations)).map((scope) => describe(scope, operations));
}

function isSound(scope: string, operations: readonly string[]): boolean {
  return isScope(scope) && operations.some((operation) => covers([scope], operation));
}

function describe(scope: string, operations: readonly string[]): string {
  const meant = nearest(scope, [...operations, ...branchesOf(operations)]);
  const advice = meant === undefined ? ALLOWED : `Did you mean ${meant}?`;
  return `The scope ${JSON.stringify(scope.slice(0, LONGEST_REPEATED))} names no operation. ${advice}`;
}

function branchesOf(operations: readonly string[]): readonly string[] {
  return [...new Set(operations.map((operation) => `${operation.slice(0, operation.indexOf('.'))}.*`))];
}
