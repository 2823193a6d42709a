// A read path over a fake source, with everything outside it in the hands of the test.
import { ManualClock } from '../../../src/kernel/manual-clock.js';
import type { Observation } from '../../../src/observability/observation.js';
import { Problem } from '../../../src/problems/problem.js';
import { AsOf } from '../../../src/read/as-of.js';
import { Lane } from '../../../src/read/lane.port.js';
import { ReadPath } from '../../../src/read/read-path.js';
import type { ReadSettings } from '../../../src/read/read-path.js';
import type { ReadAnswer, ReadRequest } from '../../../src/read/read-request.js';
import { FakeSource } from './fake-source.js';
import type { NamedRow } from './matches-predicate.js';
import { orderFacade } from './order-facade.js';

/** A lane with room for everybody. */
export class OpenLane extends Lane {
  async run<T>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return work(signal);
  }
}

/** The default bounds, with a key for cursors. */
export const SETTINGS: ReadSettings = { cursorKey: new Uint8Array(32).fill(7), maxBytes: 1_000_000, maxRows: 10_000 };

/** An order row with what a test does not care about filled in. */
export function orderRow(number: number, more: NamedRow = {}): NamedRow {
  return {
    ORDNO: `SO-${String(number).padStart(6, '0')}`.padEnd(12),
    CUSTNO: 'C10001    ',
    ORDSTS: 'O',
    HOLD: 'N',
    ORDDAT: '20260131',
    ORDTOT: '100.00',
    ORDTXT: null,
    CHGDAT: '20260131',
    CHGTIM: '120000',
    DELFLG: 'N',
    ROWVER: Uint8Array.of(0, 0, 0, 0, 0, 0, 0, number % 256),
    ...more,
  };
}

/** A line of an order row. */
export function lineRow(order: NamedRow, number: number, more: NamedRow = {}): NamedRow {
  return { ORDNO: order['ORDNO'] ?? null, LINNO: number, ITEMNO: 'BRG-00001      ', QTY: '1.000', ...more };
}

/** Everything a test of the read path touches. */
export function readBench(views: Record<string, NamedRow[]>, settings: Partial<ReadSettings> = {}) {
  const source = new FakeSource({ Heartbeat: [{ BEATAT: '2026-11-20T11:59:30' }], ...views });
  const clock = new ManualClock();
  const observations: Observation[] = [];
  const outside = {
    sources: new Map([['replica', source]]),
    lanes: new Map([['replica', new OpenLane()]]),
    clock,
    observe: (observation: Observation) => void observations.push(observation),
  };
  const asOf = new AsOf(orderFacade.sources, orderFacade.lanes, outside);
  const path = new ReadPath(orderFacade, { ...outside, asOf }, { ...SETTINGS, ...settings });
  const serve = (operation: string, query = '', more: Partial<ReadRequest> = {}): Promise<ReadAnswer> =>
    path.serve({ version: 'v1', operation, query, correlationId: 'c', signal: new AbortController().signal, ...more });
  return { path, source, clock, observations, outside, serve };
}

/** A page as a caller reads it. */
export interface Page {
  readonly data: readonly Readonly<Record<string, unknown>>[];
  readonly page: {
    readonly limit: number;
    readonly next: string | null;
    readonly total?: number;
    readonly withheld?: number;
  };
  readonly asOf: string | null;
}

/** The body of an answer, parsed. */
export function bodyOf(answer: ReadAnswer): unknown {
  return JSON.parse(Buffer.concat(answer.body).toString());
}

export function pageOf(answer: ReadAnswer): Page {
  return bodyOf(answer) as Page;
}

/** The problem a read ends with; anything else it ends with is a failure. */
export async function problemOf(reading: Promise<ReadAnswer>): Promise<Problem> {
  const end = await reading.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (end instanceof Problem) return end;
  throw new Error('expected a Problem', { cause: end });
}
