// Writes as messages: an operation is named on the main thread and carried out by its handler on the writer thread.
// It must never carry anything that structured cloning would lose, such as functions or classes.

/** The name of an operation together with the types of what goes in and what comes out. */
export interface Operation<In, Out> {
  readonly name: string;
  /** For the compiler only; never set. */
  readonly types?: (input: In) => Out;
}

/** Carries out operations inside the transaction that is open. */
export type Handlers = ReadonlyMap<string, (input: never) => unknown>;

/** One operation on its way to the writer thread. */
export interface Order {
  readonly name: string;
  readonly input: unknown;
}

/** What became of an order. */
export type Reply = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string };

/** Names an operation. */
export function operation<In, Out>(name: string): Operation<In, Out> {
  return { name };
}

/** Pairs an operation with what carries it out. */
export function handle<In, Out>(
  what: Operation<In, Out>,
  run: (input: In) => Out,
): [string, (input: never) => unknown] {
  return [what.name, run];
}
