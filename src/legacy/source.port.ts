// The port to a legacy source: what the read path may ask, and what an adapter guarantees.
import type { SourceBinding, ViewName, ViewShape } from '../facade/binding.js';
import type { Observer } from '../observability/observation.js';
import type { LegacyRow } from './legacy-value.js';
import type { ReadPlan } from './read-plan.js';

/** What a source knows about itself; shown in readiness. */
export type SourceState =
  | { readonly kind: 'ready'; readonly standingWarning?: string }
  | { readonly kind: 'unavailable'; readonly advice: string };

/**
 * Reads from one legacy source. Every connection has proven what the facade asks before its first statement.
 * Every failure is a SourceFault; nothing is retried inside.
 */
export abstract class Source {
  /**
   * Runs one plan and hands over each row as it arrives, in the plan's order; a count or watermark is one row of one
   * value. Resolves when the last row was handed over. When `signal` fires the statement is cancelled at the ERP, and
   * the promise settles only once the ERP acknowledged the end or the connection is gone: only then is the lane's slot
   * free. `row` must not throw.
   */
  abstract read(plan: ReadPlan, row: (values: LegacyRow) => void, signal: AbortSignal): Promise<void>;
  /** The columns the server reports for these views; a view it does not show to this login is left out. */
  abstract describe(views: readonly ViewName[], signal: AbortSignal): Promise<readonly ViewShape[]>;
  /** Opens a connection (or uses an idle one), proves it and says how things stand. Never throws. */
  abstract probe(signal: AbortSignal): Promise<SourceState>;
  /** The exact text and parameters `read` would send for this plan, for people. */
  abstract explain(plan: ReadPlan): Explanation;
  /** Closes every connection; running statements end as lost. */
  abstract close(): Promise<void>;
}

/** One statement as a person reads it. */
export interface Explanation {
  readonly text: string;
  readonly parameters: readonly { readonly name: string; readonly type: string; readonly value: unknown }[];
}

/** Makes a Source of one adapter. It must not connect: a gateway starts while its ERP is down. */
export type SourceFactory = (binding: SourceBinding, context: SourceContext) => Source;

/** What an adapter receives from outside. */
export interface SourceContext {
  readonly observe: Observer;
  /** Most connections, and so statements, at once. */
  readonly connections: number;
  /** Longest a statement may run; the adapter's own last resort behind the caller's signal. In milliseconds. */
  readonly statementTimeoutMs: number;
  readonly monotonic: () => number;
}
