// One writer at a time. SQLite has one; SQL Server's sessions block each other too. Waiting happens here, asynchronously,
// because a wait inside SQLite would stop the very session that holds the lock.
import { Cancelled, SqlError } from '../values/sql-error.js';

interface Waiter {
  readonly owner: object;
  readonly proceed: () => void;
}

export class WriterLock {
  private holder: object | undefined;
  private waiters: Waiter[] = [];

  /**
   * Resolves when `owner` holds the lock; holding it already is fine. First come, first served.
   * Throws Cancelled when the signal aborts, 1222 after `timeoutMs`.
   */
  async acquire(owner: object, signal: AbortSignal, timeoutMs: number): Promise<void> {
    if (this.holder === owner) return;
    if (this.holder === undefined) {
      this.holder = owner;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const leave = (): void => {
        this.waiters = this.waiters.filter((each) => each !== waiter);
        clearTimeout(timer);
        signal.removeEventListener('abort', cancelled);
      };
      const cancelled = (): void => {
        leave();
        reject(new Cancelled());
      };
      const timer = setTimeout(() => {
        leave();
        reject(new SqlError(1222, 'Lock request time out period exceeded.', { state: 51 }));
      }, timeoutMs);
      const waiter: Waiter = {
        owner,
        proceed: () => {
          leave();
          resolve();
        },
      };
      signal.addEventListener('abort', cancelled, { once: true });
      this.waiters.push(waiter);
    });
  }

  /** Gives the lock to the next in line; nothing happens when `owner` does not hold it. */
  release(owner: object): void {
    if (this.holder !== owner) return;
    const next = this.waiters[0];
    this.holder = next?.owner;
    next?.proceed();
  }
}
