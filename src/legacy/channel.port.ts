// The port to a legacy channel: the only way anything is ever written.
import type { ChannelBinding } from '../facade/binding-of-commands.js';
import type { ViewName } from '../facade/binding.js';
import type { Observer } from '../observability/observation.js';
import type { DeliveryOutcome, ProcedureDelivery } from './delivery.js';
import type { ProcedureShape } from './procedure-shape.js';
import type { SourceState } from './source.port.js';

/** Calls sanctioned procedures, each at most once per `deliver`; never retries inside. */
export abstract class Channel {
  /**
   * Calls the procedure once. Never rejects: whatever goes wrong is an outcome. When `signal` fires before the first
   * byte has left, the outcome is nothing-done; later the call is cancelled at the ERP, and the outcome is unknown
   * (a cancelled procedure may have committed). Looks at the time once more, with everything ready and before the first
   * byte: from `sendBefore` on the outcome is too-late. Resolves only when the ERP's session is over or its socket gone.
   */
  abstract deliver(delivery: ProcedureDelivery, signal: AbortSignal): Promise<DeliveryOutcome>;
  /** Declared parameters of these procedures; one that this login may not see is left out. */
  abstract describe(procedures: readonly ViewName[], signal: AbortSignal): Promise<readonly ProcedureShape[]>;
  /** Opens a connection (or uses an idle one) and says how things stand. Never throws. */
  abstract probe(signal: AbortSignal): Promise<SourceState>;
  /** Closes every connection; running deliveries end as unknown. */
  abstract close(): Promise<void>;
}

/** Makes a Channel of one adapter. It must not connect. */
export type ChannelFactory = (binding: ChannelBinding, context: ChannelContext) => Channel;

/** What an adapter receives from outside. */
export interface ChannelContext {
  readonly observe: Observer;
  /** Most connections, and so calls, at once. */
  readonly connections: number;
  /** Longest a call may run, in milliseconds; the adapter's last resort behind the caller's signal. */
  readonly callTimeoutMs: number;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly monotonic: () => number;
}
