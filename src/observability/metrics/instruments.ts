// The Prometheus instruments of the gateway: names, help and labels, declared once. They live in a registry of their
// own and must never be registered in the library's global one, which tests and other libraries share.
import { Counter, Gauge, Histogram } from 'prom-client';
import type { Registry } from 'prom-client';
import { dropInstruments } from './instruments-of-drops.js';
import type { DropInstruments } from './instruments-of-drops.js';
import { laneInstruments } from './instruments-of-lanes.js';
import type { LaneInstruments } from './instruments-of-lanes.js';
import { limitInstruments } from './instruments-of-limits.js';
import type { LimitInstruments } from './instruments-of-limits.js';

/** Seconds; from a cached answer to the longest statement allowed by default. */
const LATENCY_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Every instrument, made in `registry`. */
export interface Instruments extends DropInstruments, LaneInstruments, LimitInstruments {
  readonly requests: Counter<'operation' | 'version' | 'method' | 'outcome'>;
  readonly latency: Histogram<'operation' | 'version'>;
  readonly responseBytes: Counter<'operation' | 'version'>;
  readonly cacheUses: Counter<'operation' | 'version' | 'use'>;
  readonly failures: Counter<'operation' | 'code'>;
  readonly authenticationRefusals: Counter<'fault'>;
  readonly tokens: Counter;
  readonly statements: Counter<'source' | 'operation' | 'end'>;
  readonly statementLatency: Histogram<'source' | 'operation'>;
  readonly rows: Counter<'source' | 'operation'>;
  readonly misfits: Counter<'operation' | 'field' | 'handling'>;
  readonly connectionsOpened: Counter<'source'>;
  readonly connectionsRefused: Counter<'source' | 'fault'>;
  readonly connectionsOpen: Gauge<'source'>;
  readonly connectionsBusy: Gauge<'source'>;
  readonly watermarkLag: Gauge<'source'>;
  readonly commandsAccepted: Counter<'operation' | 'replayed'>;
  readonly commandMoves: Counter<'operation' | 'to'>;
  readonly commandsOvertaken: Counter<'channel'>;
  readonly deliveries: Counter<'channel' | 'operation' | 'outcome'>;
  readonly deliveryLatency: Histogram<'channel' | 'operation'>;
  readonly verifications: Counter<'operation' | 'verdict'>;
  readonly commandsStanding: Gauge<'channel' | 'where'>;
  readonly commandsOldest: Gauge<'channel'>;
  readonly warnings: Counter<'topic'>;
  readonly auditSigned: Gauge;
  readonly credentialEnds: Gauge<'client'>;
  readonly starts: Counter;
}

/** Makes every instrument in `registry`. */
export function createInstruments(registry: Registry): Instruments {
  return {
    ...requestInstruments(registry),
    ...sourceInstruments(registry),
    ...commandInstruments(registry),
    ...dropInstruments(registry),
    ...laneInstruments(registry),
    ...limitInstruments(registry),
    ...gatewayInstruments(registry),
  };
}

type Maker = ReturnType<typeof makers>;

function makers(registry: Registry) {
  const registers = [registry];
  return {
    counter: <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
      new Counter<L>({ name: `banyan_${name}`, help, labelNames, registers }),
    gauge: <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
      new Gauge<L>({ name: `banyan_${name}`, help, labelNames, registers }),
    histogram: <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
      new Histogram<L>({ name: `banyan_${name}`, help, labelNames, registers, buckets: LATENCY_BUCKETS }),
  };
}

function requestInstruments(registry: Registry) {
  const { counter, histogram }: Maker = makers(registry);
  const of = ['operation', 'version'] as const;
  return {
    requests: counter('requests_total', 'Requests answered, by outcome (ok, not-modified, aborted, problem code).', [
      ...of,
      'method',
      'outcome',
    ]),
    latency: histogram('request_duration_seconds', 'Time from the arrival of a request to the end of its answer.', of),
    responseBytes: counter('response_bytes_total', 'Bytes of answer bodies.', of),
    cacheUses: counter(
      'cache_uses_total',
      'Reads answered, by how the cache took part (hit, stale, outdated, miss, collapsed, bypass).',
      [...of, 'use'],
    ),
    failures: counter('request_failures_total', 'Requests the gateway could not serve, by problem code.', [
      'operation',
      'code',
    ]),
    authenticationRefusals: counter('authentication_refusals_total', 'Callers that were not authenticated, by cause.', [
      'fault',
    ]),
    tokens: counter('tokens_issued_total', 'Access tokens issued.', []),
  };
}

function sourceInstruments(registry: Registry) {
  const { counter, gauge, histogram }: Maker = makers(registry);
  return {
    statements: counter('statements_total', 'Statements at the ERP, by how they ended.', [
      'source',
      'operation',
      'end',
    ]),
    statementLatency: histogram('statement_duration_seconds', 'Duration of statements at the ERP.', [
      'source',
      'operation',
    ]),
    rows: counter('statement_rows_total', 'Rows the ERP returned.', ['source', 'operation']),
    misfits: counter('misfits_total', 'Values of the ERP that break the contract.', ['operation', 'field', 'handling']),
    connectionsOpened: counter('connections_opened_total', 'Connections opened to the ERP.', ['source']),
    connectionsRefused: counter('connections_refused_total', 'Connections closed before their first use.', [
      'source',
      'fault',
    ]),
    connectionsOpen: gauge('connections_open', 'Open connections to the ERP.', ['source']),
    connectionsBusy: gauge('connections_busy', 'Connections to the ERP that run a statement.', ['source']),
    watermarkLag: gauge('watermark_lag_seconds', 'Age of the replica by its watermark; absent while unknown.', [
      'source',
    ]),
  };
}

function commandInstruments(registry: Registry) {
  const { counter, gauge, histogram }: Maker = makers(registry);
  const of = ['channel', 'operation'] as const;
  return {
    commandsAccepted: counter(
      'commands_accepted_total',
      'Writes answered with a command, by whether it was a replay.',
      ['operation', 'replayed'],
    ),
    commandMoves: counter('command_moves_total', 'Steps of commands, by where they led.', ['operation', 'to']),
    commandsOvertaken: counter('commands_overtaken_total', 'Late results that changed nothing and became evidence.', [
      'channel',
    ]),
    deliveries: counter('deliveries_total', 'Calls and drops at the ERP, by outcome.', [...of, 'outcome']),
    deliveryLatency: histogram('delivery_duration_seconds', 'Duration of calls and drops at the ERP.', of),
    verifications: counter('verifications_total', 'Questions to the ERP whether a command happened, by verdict.', [
      'operation',
      'verdict',
    ]),
    commandsStanding: gauge('commands_standing', 'Commands by where they stand: waiting, under-way, parked.', [
      'channel',
      'where',
    ]),
    commandsOldest: gauge(
      'commands_oldest_waiting_seconds',
      'Age of the command that waits longest; 0 when none waits.',
      ['channel'],
    ),
  };
}

function gatewayInstruments(registry: Registry) {
  const { counter, gauge }: Maker = makers(registry);
  return {
    warnings: counter('warnings_total', 'Warnings said, by topic.', ['topic']),
    auditSigned: gauge('audit_signed_place', 'Entries of the audit trail up to the head that was signed last.', []),
    credentialEnds: gauge(
      'credential_end_timestamp_seconds',
      'When a client loses its last credential, in Unix time; of those within 30 days.',
      ['client'],
    ),
    starts: counter('starts_total', 'Starts of the gateway in this process.', []),
  };
}
