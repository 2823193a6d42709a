// Looks at referenced records where the resource is read: through the source's lane, under a deadline of its own.
// It must never keep a caller waiting for longer than that, nor call a record missing that the source may not have yet.
import type { SourceBinding } from '../../facade/binding.js';
import { startDeadline } from '../../kernel/deadline.js';
import { Misfit } from '../../legacy/codec.js';
import type { LegacyRow } from '../../legacy/legacy-value.js';
import type { ReadPlan } from '../../legacy/read-plan.js';
import type { Outside } from '../dispatch/read-at-source.js';
import { watermarkGauge } from '../dispatch/watermark-gauge.js';
import type { WatermarkGauge } from '../dispatch/watermark-gauge.js';
import type { AskedReference, ReferenceFinding } from '../accept/reference-check.js';
import { ReferenceCheck } from '../accept/reference-check.js';
import { FoundRecords } from './found-records.js';
import { MOST_KEYS } from './record-lookup.js';
import type { RecordLookup } from './record-lookup.js';
import { recordLookups } from './record-lookups.js';
import type { LookupCatalogue } from './record-lookups.js';

/** Bounds in milliseconds. */
export interface ReferenceTimes {
  /** Longest a caller waits for all references of his request together. */
  readonly timeoutMs: number;
  /** A record that a source does not show is missing when the source is not older than this. */
  readonly freshMs: number;
}

/** What looking needs of the outside. */
export type ReferenceOutside = Omit<Outside, 'limits'>;

/** The references of all operations of a catalogue. Throws UnusableBinding. */
export class ReferencesAtSource extends ReferenceCheck {
  readonly #lookups: ReturnType<typeof recordLookups>;
  readonly #gauges: ReadonlyMap<string, WatermarkGauge | undefined>;

  constructor(
    catalogue: LookupCatalogue,
    private readonly outside: ReferenceOutside,
    private readonly times: ReferenceTimes,
  ) {
    super();
    this.#lookups = recordLookups(catalogue);
    const gaugeOf = ([name, binding]: readonly [string, SourceBinding]) => [name, watermarkGauge(binding)] as const;
    this.#gauges = new Map([...outside.sourceBindings].map(gaugeOf));
  }

  async check(operation: string, asked: readonly AskedReference[]): Promise<readonly ReferenceFinding[]> {
    const findings = new Map<AskedReference, ReferenceFinding>();
    using deadline = startDeadline(this.outside.clock, this.times.timeoutMs);
    const looks = [...Map.groupBy(asked, ({ rule }) => rule.resource)].map(async ([resource, own]) => {
      const lookup = this.#lookups.get(operation)?.get(resource);
      if (lookup === undefined) return;
      await this.#look({ lookup, operation, signal: deadline.signal }, own, findings);
    });
    await Promise.all(looks);
    return asked.map((each) => findings.get(each) ?? 'unavailable');
  }

  /** What is missing is asked for once more after the source was found to be fresh: only then its absence counts. */
  async #look(look: Look, asked: readonly AskedReference[], findings: Findings): Promise<void> {
    try {
      const missing = await this.#find(look, asked, findings);
      if (missing.length === 0) return;
      for (const each of missing) findings.set(each, 'not-visible');
      if (missing.every(({ rule }) => rule.strict) || !(await this.#isFresh(look))) return;
      for (const each of await this.#find(look, missing, findings)) findings.set(each, 'missing');
    } catch {
      // The source and its lane have told how they failed; what was found by then stands.
    }
  }

  /** Notes what was found; resolves to those that were not. */
  async #find(look: Look, asked: readonly AskedReference[], findings: Findings): Promise<readonly AskedReference[]> {
    const { lookup, operation } = look;
    const records = new FoundRecords(lookup);
    const keys = [...new Set(asked.flatMap(({ value }) => lookup.keyText(value) ?? []))];
    for (let from = 0; from < keys.length; from += MOST_KEYS) {
      const plan = lookup.plan(operation, keys.slice(from, from + MOST_KEYS));
      if (plan !== undefined) for (const row of await this.#rows(look, plan)) records.add(row);
    }
    return asked.filter((each) => {
      const finding = records.finding(each);
      if (finding !== undefined) findings.set(each, finding);
      return finding === undefined;
    });
  }

  async #isFresh(look: Look): Promise<boolean> {
    const gauge = this.#gauges.get(look.lookup.source);
    if (gauge === undefined) return false;
    const [row] = await this.#rows(look, gauge.plan);
    const instant = row === undefined ? null : gauge.reader(row);
    if (instant === null || instant instanceof Misfit) return false;
    return this.outside.clock.now() - Date.parse(String(instant)) <= this.times.freshMs;
  }

  async #rows({ signal }: Look, plan: ReadPlan): Promise<readonly LegacyRow[]> {
    const { lanes, sources } = this.outside;
    const [lane, source] = [lanes.get(plan.source), sources.get(plan.source)];
    if (lane === undefined || source === undefined) throw new RangeError(`${plan.source} is not connected`);
    const rows: LegacyRow[] = [];
    const ask = (held: AbortSignal): Promise<void> => source.read(plan, (row) => void rows.push(row), held);
    const use = { sort: `${plan.operation} ${plan.kind} of references`, easy: plan.kind === 'watermark' };
    const read = lane.run(signal, ask, use);
    await unlessAborted(read, signal);
    return rows;
  }
}

type Findings = Map<AskedReference, ReferenceFinding>;

interface Look {
  readonly lookup: RecordLookup;
  readonly operation: string;
  readonly signal: AbortSignal;
}

/** A source settles only once the ERP has acknowledged the end; nobody at the door waits for that. */
function unlessAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
