// What a scope covers. A scope is an operation id (`orders.list`), a branch of them (`orders.*`), or everything (`*`).
// Two scopes either nest or are strangers, which is what makes their intersection exact. It must never guess: a text
// that is none of the three covers nothing.

const OPERATION = /^[A-Za-z][A-Za-z0-9-]*(?:\.[A-Za-z][A-Za-z0-9-]*)+$/;
const BRANCH = /^(?:[A-Za-z][A-Za-z0-9-]*\.)+\*$/;

/** True for a text that follows the grammar; it may still name nothing that exists. */
export function isScope(text: string): boolean {
  return text === '*' || OPERATION.test(text) || BRANCH.test(text);
}

interface CompiledScopes {
  readonly everything: boolean;
  readonly operations: ReadonlySet<string>;
  /** With their dot: `orders.` */
  readonly branches: readonly string[];
}

const compiledByList = new WeakMap<readonly string[], CompiledScopes>();

/**
 * Whether one of the scopes covers an operation id. Asked with a scope instead of an operation, it says whether that
 * scope is covered as a whole. The list is compiled on first sight and remembered by identity, so never change one.
 */
export function covers(scopes: readonly string[], operation: string): boolean {
  const compiled = compiledByList.get(scopes) ?? compile(scopes);
  if (compiled.everything || compiled.operations.has(operation)) return true;
  for (const branch of compiled.branches) if (operation.startsWith(branch)) return true;
  return false;
}

/** The scopes that both lists grant, in order and without repetition. Frozen. */
export function intersect(left: readonly string[], right: readonly string[]): readonly string[] {
  const common = [...left.filter((scope) => covers(right, scope)), ...right.filter((scope) => covers(left, scope))];
  return Object.freeze([...new Set(common)].sort(byCodePoint));
}

function compile(scopes: readonly string[]): CompiledScopes {
  const valid = scopes.filter(isScope);
  const compiled = {
    everything: valid.includes('*'),
    operations: new Set(valid),
    branches: valid.filter((scope) => BRANCH.test(scope)).map((scope) => scope.slice(0, -1)),
  };
  compiledByList.set(scopes, compiled);
  return compiled;
}

function byCodePoint(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
