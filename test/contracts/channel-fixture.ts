// What the contract of a Channel needs to know of the place it runs against: an ERP with the demonstration's
// procedures, which can be told to misbehave, and whose books can be read.
import type { Channel } from '../../src/legacy/channel.port.js';
import type { Observation } from '../../src/observability/observation.js';

export interface OpenedChannel {
  readonly channel: Channel;
  readonly observed: readonly Observation[];
}

export interface OpenChannelOptions {
  readonly connections?: number;
  readonly callTimeoutMs?: number;
  /** Wall time in epoch milliseconds. */
  readonly now?: () => number;
}

/** What the ERP does to the next call. */
export type CallMisbehaviour =
  /** The connection dies before the procedure runs. */
  | { readonly kind: 'drop-before' }
  /** The procedure runs to its end, and the connection dies before the answer. */
  | { readonly kind: 'drop-after' }
  /** It never answers, until it is cancelled; a deaf one does not hear that either. */
  | { readonly kind: 'stall'; readonly deaf: boolean }
  | { readonly kind: 'error'; readonly number: number };

/** An ERP whose books the tests may read. Customers and items are those of channel-deliveries.ts. */
export interface ChannelFixture {
  open(options?: OpenChannelOptions): OpenedChannel;
  /** Orders that carry this reference. */
  orders(reference: string): Promise<number>;
  /** Item and quantity of the lines of these orders, as the ERP keeps them. */
  lines(reference: string): Promise<readonly (readonly [item: string, quantity: number])[]>;
  misbehave(misbehaviour: CallMisbehaviour): void;
  /** Forgets every misbehaviour that waits. */
  behave(): void;
  /** Makes every call take this long from now on, in milliseconds; 0 for no longer than it needs. */
  slow(milliseconds: number): void;
  /** Calls that have arrived and are not over. */
  running(): number;
  /** The most calls there were at once since this was asked last. */
  highest(): number;
  close(): Promise<void>;
}
