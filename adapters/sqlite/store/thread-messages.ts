// What goes between the threads. Batches go as lists in the place of many small objects, which structured cloning takes
// twice as long over. They must never lose the order: the n-th of each list belongs to the n-th order.
import type { Order, Reply } from './operation.js';

/** A batch on its way to the writer thread. */
export interface SentOrders {
  readonly names: readonly string[];
  readonly inputs: readonly unknown[];
}

/** What became of a batch. */
export interface SentReplies {
  readonly values: readonly unknown[];
  /** Messages by the place of the order; nearly always empty. */
  readonly failures: ReadonlyMap<number, string>;
}

/** What the writer thread is started with. */
export interface ThreadData {
  /** Of the database. */
  readonly path: string;
  /** Memory of the DigestFilter of all marks. */
  readonly knownMarks: SharedArrayBuffer;
}

/** What the writer thread says: that it is ready, why it will not start, or the replies to the batch it was given. */
export type ThreadMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'refused'; readonly message: string }
  | ({ readonly kind: 'replies' } & SentReplies);

/** What the main thread says: a batch to commit, or that it is time to go. */
export type ThreadOrder = ({ readonly kind: 'batch' } & SentOrders) | { readonly kind: 'close' };

/** Packs a batch. */
export function sentOrders(orders: readonly Order[]): SentOrders {
  return { names: orders.map(({ name }) => name), inputs: orders.map(({ input }) => input) };
}

/** Unpacks it. */
export function ordersOf({ names, inputs }: SentOrders): readonly Order[] {
  return names.map((name, place) => ({ name, input: inputs[place] }));
}

/** Packs replies. */
export function sentReplies(replies: readonly Reply[]): SentReplies {
  const failures = new Map<number, string>();
  for (const [place, reply] of replies.entries()) if (!reply.ok) failures.set(place, reply.message);
  return { values: replies.map((reply) => (reply.ok ? reply.value : undefined)), failures };
}

/** Unpacks them. */
export function repliesOf({ values, failures }: SentReplies): readonly Reply[] {
  return values.map((value, place) => {
    const message = failures.get(place);
    return message === undefined ? { ok: true, value } : { ok: false, message };
  });
}
