// Carries out batches of orders on the writing connection, one transaction and so one sync per batch.
// It must never reply before the commit.
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { forgetChainEnd } from '../audit/writer-chain.js';
import type { Handlers, Order, Reply } from './operation.js';
import { isFatal, messageOf } from './sqlite-error.js';

const NO_REPLY: Reply = { ok: false, message: 'no reply' };

/** Writes batches through one connection. */
export class BatchWriter {
  readonly #database: DatabaseSync;
  readonly #handlers: Handlers;
  readonly #outside: Handlers;
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;

  /** @param outside what cannot be carried out inside a transaction; it comes after the commit of its batch */
  constructor(database: DatabaseSync, handlers: Handlers, outside: Handlers = new Map()) {
    this.#database = database;
    this.#handlers = handlers;
    this.#outside = outside;
    this.#begin = database.prepare('BEGIN IMMEDIATE');
    this.#commit = database.prepare('COMMIT');
  }

  /**
   * One reply per order, in order, after the commit. When the batch fails, each order is tried alone, so that a bad one
   * does not take its neighbours along. Throws when the store must not be used any more.
   */
  write(orders: readonly Order[]): readonly Reply[] {
    const inside = orders.filter(({ name }) => !this.#outside.has(name));
    const replies = (inside.length === 0 ? [] : this.#together(inside)).values();
    return orders.map((order) => this.#afterwards(order) ?? replies.next().value ?? NO_REPLY);
  }

  #together(orders: readonly Order[]): readonly Reply[] {
    try {
      return this.#inOneTransaction(orders);
    } catch (error) {
      if (isFatal(error)) throw error;
      return orders.map((order) => this.#alone(order));
    }
  }

  #alone(order: Order): Reply {
    try {
      return this.#inOneTransaction([order])[0] ?? NO_REPLY;
    } catch (error) {
      if (isFatal(error)) throw error;
      return { ok: false, message: messageOf(error) };
    }
  }

  /** The reply to an order that is carried out outside of transactions; undefined for every other. */
  #afterwards({ name, input }: Order): Reply | undefined {
    const handler = this.#outside.get(name);
    if (handler === undefined) return undefined;
    try {
      return { ok: true, value: handler(input as never) };
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
      forgetChainEnd(this.#database);
      throw error;
    }
  }

  #run({ name, input }: Order): unknown {
    const handler = this.#handlers.get(name);
    if (handler === undefined) throw new Error(`The writer thread knows no operation ${name}.`);
    return handler(input as never);
  }
}
