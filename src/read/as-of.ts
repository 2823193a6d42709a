// How fresh each source is: reads the watermarks, at most once a second per source, whatever the load.
// It must never claim more than was known before a statement started, and never fail a read.
import type { LaneLimits, SourceBinding, Watermark } from '../facade/binding.js';
import { startDeadline } from '../kernel/deadline.js';
import { codecOf } from '../legacy/codec-of-field.js';
import type { FieldCodec } from '../legacy/codec.js';
import { columnType } from '../legacy/codecs/column-type.js';
import type { LegacyRow } from '../legacy/legacy-value.js';
import type { WatermarkPlan } from '../legacy/read-plan.js';
import { settledOrAborted } from '../kernel/settled-or-aborted.js';
import type { FreshnessOf, ReadOutside } from './read-outside.js';

/** How long a watermark is believed. What was true a second ago is still a lower bound, only a lower one. */
const BELIEVED_MS = 1_000;

/** A watermark that can be read. */
interface Gauge {
  readonly plan: WatermarkPlan;
  readonly codec: FieldCodec;
  readonly timeoutMs: number;
  /** Longest wait for a slot. */
  readonly waitMs: number;
}

/** The last reading of a gauge, running or done. */
interface Reading {
  readonly startedAt: number;
  readonly value: Promise<string | undefined>;
  /** What it came to; absent while it is running. */
  done?: { readonly value: string | undefined };
}

/** What a watermark's name in logs and at the ERP is; it belongs to no operation of the contract. */
const OPERATION = 'watermark';

/** Reads watermarks through the lane like everything else. Readings are shared by all who ask meanwhile. */
export class AsOf implements FreshnessOf {
  readonly #gauges = new Map<string, Gauge>();
  readonly #readings = new Map<string, Reading>();
  readonly #outside: Omit<ReadOutside, 'asOf'>;

  /** Throws UnusableBinding when a watermark's column cannot say a time. */
  constructor(
    sources: ReadonlyMap<string, SourceBinding>,
    limits: ReadonlyMap<string, LaneLimits>,
    outside: Omit<ReadOutside, 'asOf'>,
  ) {
    this.#outside = outside;
    for (const { name, watermark } of sources.values()) {
      const { timeoutMs, waitMs } = limits.get(name) ?? { timeoutMs: BELIEVED_MS, waitMs: BELIEVED_MS };
      if (watermark !== undefined) this.#gauges.set(name, { ...gaugeOf(name, watermark), timeoutMs, waitMs });
    }
  }

  async before(source: string, signal: AbortSignal): Promise<string | undefined> {
    const gauge = this.#gauges.get(source);
    if (gauge === undefined) return undefined;
    signal.throwIfAborted();
    const { done, value } = this.#current(source, gauge);
    return done === undefined ? settledOrAborted(value, signal) : done.value;
  }

  #current(source: string, gauge: Gauge): Reading {
    const startedAt = this.#outside.clock.monotonic();
    const known = this.#readings.get(source);
    if (known !== undefined && startedAt - known.startedAt < BELIEVED_MS) return known;
    const reading: Reading = { startedAt, value: this.#read(source, gauge) };
    void reading.value.then((value) => (reading.done = { value }));
    this.#readings.set(source, reading);
    return reading;
  }

  /** Bound by its own deadline, not by that of the caller who happened to come first. */
  async #read(source: string, { plan, codec, timeoutMs, waitMs }: Gauge): Promise<string | undefined> {
    const { sources, lanes, clock } = this.#outside;
    using deadline = startDeadline(clock, waitMs + timeoutMs);
    let value: string | undefined;
    const keep = (row: LegacyRow): void => {
      const instant = codec.reader([0])(row);
      value = typeof instant === 'string' ? instant : undefined;
    };
    const ask = async (held: AbortSignal): Promise<void> => {
      using own = startDeadline(clock, timeoutMs, held);
      await sources.get(source)?.read(plan, keep, own.signal);
    };
    try {
      await lanes.get(source)?.run(deadline.signal, ask, { sort: OPERATION, easy: true });
    } catch {
      // The adapter has observed how the statement ended; here it only means that freshness is not known.
      value = undefined;
    }
    this.#observe(source, value);
    return value;
  }

  #observe(source: string, value: string | undefined): void {
    const { clock, observe } = this.#outside;
    const lagSeconds = value === undefined ? undefined : Math.max(0, (clock.now() - Date.parse(value)) / 1_000);
    observe({ kind: 'watermark-read', source, lagSeconds });
  }
}

function gaugeOf(source: string, { view, column, timezone }: Watermark): Pick<Gauge, 'plan' | 'codec'> {
  const civil = columnType(column).family === 'civil';
  const format = civil ? ({ kind: 'local', timezone: timezone ?? 'UTC' } as const) : ({ kind: 'plain' } as const);
  const codec = codecOf({ type: { kind: 'instant' } }, { kind: 'column', column, trim: false, format });
  return { plan: Object.freeze({ kind: 'watermark', operation: OPERATION, source, view, column }), codec };
}
