// A source without a server: the twin of the SQL Server adapter for tests and trials. It answers the same plans over
// rows held in memory and keeps the port's promises, deadlines included.
import type { ViewName, ViewShape } from '../../src/facade/binding.js';
import type { LegacyRow } from '../../src/legacy/legacy-value.js';
import type { ReadPlan } from '../../src/legacy/read-plan.js';
import { abortFault, SourceFault } from '../../src/legacy/source-fault.js';
import { type Explanation, Source, type SourceState } from '../../src/legacy/source.port.js';
import type { MemoryView } from './memory-view.js';
import { planRows } from './plan-rows.js';

/**
 * Runs before every answer: a test may wait here, or throw a SourceFault, to play a slow or broken server. It is given
 * the reader's signal and must settle soon after that fires, as a server acknowledges a cancel.
 */
export type Interposed = (plan: ReadPlan, signal: AbortSignal) => Promise<void>;

export class MemorySource extends Source {
  readonly #views: readonly MemoryView[];
  readonly #interposed: Interposed;
  #closed = false;

  constructor(views: readonly MemoryView[], interposed: Interposed = () => Promise.resolve()) {
    super();
    this.#views = views;
    this.#interposed = interposed;
  }

  async read(plan: ReadPlan, row: (values: LegacyRow) => void, signal: AbortSignal): Promise<void> {
    await this.#settle(plan, signal);
    const view = this.#view(plan.view);
    if (view === undefined) {
      throw new SourceFault('refused', `no view ${plan.view.schema}.${plan.view.name}`, INVALID_OBJECT_NAME);
    }
    rowsOf(plan, view).forEach(row);
  }

  async describe(views: readonly ViewName[], signal: AbortSignal): Promise<readonly ViewShape[]> {
    await Promise.resolve();
    if (signal.aborted) throw abortFault(signal);
    return views.flatMap((name) => {
      const view = this.#view(name);
      return view === undefined ? [] : [{ view: name, columns: view.columns }];
    });
  }

  probe(): Promise<SourceState> {
    return Promise.resolve(
      this.#closed ? { kind: 'unavailable', advice: 'This source is closed.' } : { kind: 'ready' },
    );
  }

  explain(plan: ReadPlan): Explanation {
    return { text: `${plan.kind} of ${plan.view.schema}.${plan.view.name}`, parameters: [] };
  }

  close(): Promise<void> {
    this.#closed = true;
    return Promise.resolve();
  }

  async #settle(plan: ReadPlan, signal: AbortSignal): Promise<void> {
    if (this.#closed) throw new SourceFault('unavailable', 'this source is closed');
    try {
      await this.#interposed(plan, signal);
    } catch (error) {
      if (error instanceof SourceFault) throw error;
      if (!signal.aborted) throw new SourceFault('lost', 'the source failed', undefined, { cause: error });
    }
    if (signal.aborted) throw abortFault(signal);
  }

  #view(name: ViewName): MemoryView | undefined {
    const key = `${name.schema}.${name.name}`.toLowerCase();
    return this.#views.find(({ view }) => `${view.schema}.${view.name}`.toLowerCase() === key);
  }
}

/** SQL Server's number for a view that does not exist or is not shown. */
const INVALID_OBJECT_NAME = 208;

function rowsOf(plan: ReadPlan, view: MemoryView): readonly LegacyRow[] {
  try {
    return planRows(plan, view);
  } catch (error) {
    throw new SourceFault('refused', 'the view does not have a column of the plan', 207, { cause: error });
  }
}
