// What a route of the control port is: a method, a path, what its body must look like and what it does.
// Routes know nothing of HTTP beyond that.
import type { z } from 'zod';

/** A route that has been matched with a checker for its body. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  /** Checks the body (or the query of a GET) and does the work; may answer with a promise. Throws InputFault. */
  handle(input: unknown): unknown;
}

/** Thrown for input that does not fit; lists every fault. */
export class InputFault extends Error {
  constructor(readonly faults: readonly string[]) {
    super(faults.join('; '));
  }
}

/** A route whose input is checked by `schema` before `run` sees it. */
export function route<S extends z.ZodType>(
  [method, path]: readonly [Route['method'], string],
  schema: S,
  run: (input: z.output<S>) => unknown,
): Route {
  return {
    method,
    path,
    handle: (input) => {
      const parsed = schema.safeParse(input);
      if (parsed.success) return run(parsed.data);
      throw new InputFault(parsed.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`));
    },
  };
}
