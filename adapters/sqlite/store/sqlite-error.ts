// What SQLite's result codes mean to us (https://www.sqlite.org/rescode.html); the low byte is the primary code.
// It must never be used to guess from message texts.

const BUSY = 5;
const LOCKED = 6;
const READ_ONLY = 8;
const IO_ERROR = 10;
const CORRUPT = 11;
const NOT_A_DATABASE = 26;

/** After these nothing the connection says can be trusted any more. */
const FATAL: ReadonlySet<number | undefined> = new Set([READ_ONLY, IO_ERROR, CORRUPT, NOT_A_DATABASE]);

/** True when another connection holds the lock that was asked for. */
export function isBusy(error: unknown): boolean {
  const code = primaryCode(error);
  return code === BUSY || code === LOCKED;
}

/**
 * True when the store must not be used any more. A full disk is not among them: the transaction is undone, and all is
 * well once there is space again.
 */
export function isFatal(error: unknown): boolean {
  return FATAL.has(primaryCode(error));
}

function primaryCode(error: unknown): number | undefined {
  const code = memberOf(error, 'errcode');
  return typeof code === 'number' ? code & 0xff : undefined;
}

/** What an error says. Asked by member and not by class: an error of another thread or context has another class. */
export function messageOf(error: unknown): string {
  const message = memberOf(error, 'message');
  return typeof message === 'string' ? message : String(error);
}

function memberOf(error: unknown, name: string): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
}
