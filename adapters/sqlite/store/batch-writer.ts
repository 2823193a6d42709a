// Carries out batches of orders on the writing connection, one transaction and so one sync per batch.
// It must never reply before the commit.
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Handlers, Order, Reply } from './operation.js';
import { isFatal, messageOf } from './sqlite-error.js';

/** Writes batches through one connection. */
export class BatchWriter {
  readonly #database: DatabaseSync;
  readonly #handlers: Handlers;
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;

  constructor(database: DatabaseSync, handlers: Handlers) {
    this.#database = database;
    this.#handlers = handlers;
    this.#begin = database.prepare('BEGIN IMMEDIATE');
    this.#commit = database.prepare('COMMIT');
  }

  /**
   * One reply per order, in order, after the commit. When the batch fails, each order is tried alone, so that a bad one
   * does not take its neighbours along. Throws when the store must not be used any more.
   */
  write(orders: readonly Order[]): readonly Reply[] {
    try {
      return this.#inOneTransaction(orders);
    } catch (error) {
      if (isFatal(error)) throw error;
      return orders.map((order) => this.#alone(order));
    }
  }

  #alone(order: Order): Reply {
    try {
      return this.#inOneTransaction([order])[0] ?? { ok: false, message: 'no reply' };
    } catch (error) {
      if (isFatal(error)) throw error;
      return { ok: false, message: messageOf(error) };
    }
  }

  #inOneTransaction(orders: readonly Order[]): readonly Reply[] {
    this.#begin.run();
    try {
      const replies = orders.map((order): Reply => ({ ok: true, value: this.#run(order) }));
      this.#commit.run();
      return replies;
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  #run({ name, input }: Order): unknown {
    const handler = this.#handlers.get(name);
    if (handler === undefined) throw new Error(`The writer thread knows no operation ${name}.`);
    return handler(input as never);
  }
}
