// An unknown thrown thing as plain data for the log. It must never copy own properties it does not know: drivers hang
// connection settings on their errors.
import { scrub } from './log/scrub.js';

/** What the log says about an error. */
export interface ErrorDescription {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly stack?: string;
  readonly cause?: ErrorDescription;
}

const DEEPEST_CAUSE = 4;

/** Name, message, code, stack and up to four causes; all text scrubbed. Never throws. */
export function describeError(error: unknown, depth = 0): ErrorDescription {
  if (!(error instanceof Error)) return { name: typeof error, message: scrub(textOf(error)) };
  const { code } = error as { code?: unknown };
  return {
    name: scrub(error.name),
    message: scrub(error.message),
    ...(typeof code === 'string' ? { code: scrub(code) } : {}),
    ...(error.stack === undefined ? {} : { stack: frames(error.stack) }),
    ...(error.cause === undefined || depth >= DEEPEST_CAUSE ? {} : { cause: describeError(error.cause, depth + 1) }),
  };
}

/** The frames without the message they repeat, one line each, joined so that scrubbing keeps them apart. */
function frames(stack: string): string {
  const lines = stack.split('\n').filter((line) => line.trimStart().startsWith('at '));
  return scrub(lines.map((line) => line.trim()).join(' | '));
}

function textOf(thrown: unknown): string {
  if (typeof thrown === 'string') return thrown;
  return thrown === null || thrown === undefined ? String(thrown) : Object.prototype.toString.call(thrown);
}
