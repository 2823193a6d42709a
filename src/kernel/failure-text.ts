// What went wrong, in the words of whoever threw it. For log and evidence; it must never reach a caller.

/** The message of an error, or what was thrown instead of one. */
export function failureText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
