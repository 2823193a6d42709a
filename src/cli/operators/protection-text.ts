// The protection table as text for a terminal, 120 columns wide at most for names of usual length.
// It must never show more than the administration listener gave.
import { durationText } from '../../kernel/duration.js';
import type {
  ProtectionView,
  ShownBreaker,
  ShownLane,
  ShownOperation,
  ShownPlan,
} from '../../protection/table/protection-view.js';
import { printable, textTable } from './text-table.js';

const NONE = '-';
const PERCENT = 100;
const MIB = 1_048_576;

const time = (ms: number | null | undefined): string => (ms === null || ms === undefined ? NONE : durationText(ms));
const figure = (value: number | null | undefined): string =>
  value === null || value === undefined ? NONE : `${value}`;

/** Operations, lanes, plans, kept answers, and what is out of the ordinary now. */
export function protectionText(view: ProtectionView): string {
  const { operations, lanes, plans } = view;
  const parts = [
    operationTable(operations, new Map(lanes.map((each) => [each.lane, breakerWord(each.breaker)]))),
    textTable(LANE_HEAD, lanes.map(laneRow)),
    plans.length === 0 ? 'The facade has no plans: clients are limited by the lanes alone.' : planTable(plans),
    [...keptLines(view), ...lanes.flatMap(laneNotes), ...stateNotes(view)].join('\n'),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

const OPERATION_HEAD = [
  ...['OPERATION', 'LANE', 'BREAKER', 'DEADLINE', 'TIMEOUT', 'TRIES'],
  ...['FRESH', 'REVALIDATE', 'ERROR', 'OUTAGE', 'KEPT'],
];

function operationTable(operations: readonly ShownOperation[], breakers: ReadonlyMap<string, string>): string {
  const rows = operations.map((row) => {
    const { operation, lane, queue, deadlineMs, timeoutMs, tries, freshness, kept } = row;
    return [
      ...[operation, queue ?? lane, breakers.get(lane) ?? NONE, time(deadlineMs), time(timeoutMs), figure(tries)],
      ...[time(freshness?.freshMs), time(freshness?.revalidateMs)],
      ...[time(freshness?.errorMs), time(freshness?.outageMs), figure(kept)],
    ];
  });
  return textTable(OPERATION_HEAD, rows);
}

const LANE_HEAD = [
  ...['LANE', 'RUNNING', 'SLOTS', 'RESERVED', 'WAITING', 'QUEUE', 'WAIT'],
  ...['BREAKER', 'OPENS AT', 'SLOW', 'OPEN FOR'],
];

function laneRow({ lane, limits, now, breaker }: ShownLane): readonly string[] {
  const { concurrency, reserved, queue, waitMs } = limits;
  const slots = now === null || now.limit === concurrency ? `${concurrency}` : `${now.limit} of ${concurrency}`;
  return [
    ...[lane, figure(now?.running), slots, figure(reserved), figure(now?.queued), figure(queue), time(waitMs)],
    ...breakerCells(breaker),
  ];
}

function breakerCells(breaker: ShownBreaker | null): readonly string[] {
  const word = breakerWord(breaker);
  if (breaker === null) return [word, NONE, NONE, NONE];
  const { failures, of, slowMs, openMs } = breaker.limits;
  return [word, `${Math.round(failures * PERCENT)}% of ${of}`, time(slowMs), time(openMs)];
}

function breakerWord(breaker: ShownBreaker | null): string {
  return breaker === null ? 'off' : (breaker.state ?? NONE);
}

function planTable(plans: readonly ShownPlan[]): string {
  const head = ['PLAN', 'RATE', 'BURST', 'AT ONCE', 'PRIORITY', 'IN FLIGHT', 'ADMITTED', 'TOO FAST', 'TOO MANY'];
  const rows = plans.map(({ name, requests, windowMs, burst, concurrency, priority, now }) => [
    ...[name, `${requests} in ${time(windowMs)}`, figure(burst), figure(concurrency), priority],
    ...[figure(now?.inFlight), figure(now?.admitted), figure(now?.refused.rate), figure(now?.refused.concurrency)],
  ]);
  return textTable(head, rows);
}

function keptLines({ cache, operations }: ProtectionView): readonly string[] {
  const never = operations.filter(({ freshness, neverCached }) => freshness !== null && neverCached.length > 0);
  const apart = never.map(
    ({ operation, neverCached }) => `Answers of ${operation} with ${neverCached.join(', ')} are never kept.`,
  );
  if (cache === null) return apart;
  if (cache.maxBytes === 0) return ['No answer is kept: BANYAN_CACHE_BYTES is 0.'];
  const bytes = `${(cache.bytes / MIB).toFixed(1)} of ${(cache.maxBytes / MIB).toFixed(0)} MiB`;
  return [`Kept answers: ${cache.entries}, in ${bytes}.`, ...apart];
}

function laneNotes({ lane, now, breaker }: ShownLane): readonly string[] {
  const { held = null, until = null } = breaker ?? {};
  if (held !== null) return [printable(`${lane} is held by ${held.by} since ${held.at}: ${held.reason}`)];
  if (until !== null) return [`${lane} is left alone until ${until} at least.`];
  if (now?.shut?.why !== 'unclean-end') return [];
  return [`${lane} opens in ${time(now.shut.forMs)}: statements of a former process may still run.`];
}

function stateNotes({ readsClosed, overload }: ProtectionView): readonly string[] {
  const closed = readsClosed === null ? [] : [`No source is asked until ${readsClosed.until}: ${readsClosed.window}`];
  const refused = overload?.refused ?? [];
  const shed = refused.map(({ group, reason }) => `The gateway is overloaded (${reason}) and refuses ${group}.`);
  return [...closed.map(printable), ...shed];
}
