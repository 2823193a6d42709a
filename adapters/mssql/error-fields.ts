// Reads what errors of the driver, of Node and of OpenSSL carry besides their message. Fields are looked at and not the
// class, because some of these errors are not made with this module's Error (a socket error under a test runner is not).

/** One field of an error, or undefined when there is none. */
export function errorField(error: unknown, name: string): unknown {
  return typeof error === 'object' && error !== null ? (error as Readonly<Record<string, unknown>>)[name] : undefined;
}

/** The errors an AggregateError was made of; empty for any other. */
export function errorParts(error: unknown): readonly unknown[] {
  const parts = errorField(error, 'errors');
  return Array.isArray(parts) ? parts : [];
}

export function errorMessage(error: unknown): string {
  const message = errorField(error, 'message');
  return typeof message === 'string' ? message : String(error);
}
