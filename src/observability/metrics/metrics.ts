// The metrics: reads every observation into Prometheus instruments. It must never use a label a caller can choose
// freely, and never the library's global registry.
import { Gauge, Registry, collectDefaultMetrics } from 'prom-client';
import { createInstruments } from './instruments.js';
import type { Instruments } from './instruments.js';
import { createLabelBounds } from './label-bounds.js';
import type { KnownNames, LabelBounds } from './label-bounds.js';
import type { DropKind } from '../log/log-lines-of-drops.js';
import type { LaneKind } from '../log/log-lines-of-lanes.js';
import type { LimitKind } from '../log/log-lines-of-limits.js';
import { dropReaders } from './metrics-of-drops.js';
import { laneReaders } from './metrics-of-lanes.js';
import { limitReaders } from './metrics-of-limits.js';
import { Tally } from './tally.js';
import { readObservation } from '../observation-readers.js';
import type { ObservationReaders } from '../observation-readers.js';
import type { CredentialObservation } from '../observation-of-credentials.js';
import type { Observer } from '../observation.js';

/** Asked at every scrape. */
export interface CacheGauge {
  readonly entries: number;
  readonly bytes: number;
  readonly maxBytes: number;
}

/** What the metrics need from outside. */
export interface MetricsOptions extends KnownNames {
  /** Adds the process metrics of prom-client: event-loop lag, garbage collection, memory, handles. */
  readonly processMetrics: boolean;
  /** Log lines lost so far, when the log can tell. */
  readonly droppedLogLines?: () => number;
  /** What the cache holds, and may hold. */
  readonly cache?: (() => CacheGauge) | undefined;
}

/** The observer that counts, and the text for the scraper. */
export interface Metrics {
  readonly observe: Observer;
  readonly contentType: string;
  /** The exposition text of all metrics. */
  readonly render: () => Promise<string>;
}

/** Metrics in a registry of their own. */
export function createMetrics(options: MetricsOptions): Metrics {
  const registry = new Registry();
  const instruments = createInstruments(registry);
  const tallies = requestTallies(instruments);
  const readers = createReaders(instruments, createLabelBounds(options), tallies);
  if (options.processMetrics) collectDefaultMetrics({ register: registry });
  const { droppedLogLines, cache } = options;
  if (droppedLogLines !== undefined) {
    watch(
      registry,
      'log_lines_dropped',
      'Log lines lost since the start because the reader of the log was too slow.',
      droppedLogLines,
    );
  }
  if (cache !== undefined) watchCache(registry, cache);
  return {
    observe: (observation) => readObservation(readers, observation),
    contentType: registry.contentType,
    render: () => {
      for (const tally of [tallies.requests, tallies.responseBytes, tallies.cacheUses]) tally.flush();
      return registry.metrics();
    },
  };
}

function watchCache(registry: Registry, cache: () => CacheGauge): void {
  watch(registry, 'cache_entries', 'Answers that are kept.', () => cache().entries);
  watch(registry, 'cache_bytes', 'Bytes that kept answers take, with what is kept to find them.', () => cache().bytes);
  watch(registry, 'cache_max_bytes', 'Bytes that kept answers may take.', () => cache().maxBytes);
}

/** A gauge that is asked for at every scrape. */
function watch(registry: Registry, name: string, help: string, value: () => number): void {
  new Gauge({
    name: `banyan_${name}`,
    help,
    registers: [registry],
    collect() {
      this.set(value());
    },
  });
}

interface RequestTallies {
  readonly requests: Tally<'operation' | 'version' | 'method' | 'outcome'>;
  readonly responseBytes: Tally<'operation' | 'version'>;
  readonly cacheUses: Tally<'operation' | 'version' | 'use'>;
}

function requestTallies({ requests, responseBytes, cacheUses }: Instruments): RequestTallies {
  return {
    requests: new Tally(requests, ['operation', 'version', 'method', 'outcome']),
    responseBytes: new Tally(responseBytes, ['operation', 'version']),
    cacheUses: new Tally(cacheUses, ['operation', 'version', 'use']),
  };
}

function createReaders(to: Instruments, bounds: LabelBounds, tallies: RequestTallies): ObservationReaders<void> {
  return {
    ...requestReaders(to, bounds, tallies),
    ...sourceReaders(to, bounds),
    ...commandReaders(to, bounds),
    ...dropReaders(to),
    ...laneReaders(to, bounds),
    ...limitReaders(to),
    ...gatewayReaders(to),
  };
}

type RequestKind = 'request-completed' | 'request-failed' | 'authentication-refused' | 'token-issued';
type CredentialKind = CredentialObservation['kind'];
type GatewayKind =
  CredentialKind | 'audit-head-signed' | 'warning' | 'gateway-started' | 'gateway-stopping' | 'gateway-stopped';
type CommandKind = 'command-accepted' | 'command-moved' | 'delivery-ended' | 'verification-ended' | 'commands-standing';
type SourceKind = Exclude<
  keyof ObservationReaders<void>,
  RequestKind | CommandKind | DropKind | LaneKind | LimitKind | GatewayKind
>;

function requestReaders(
  to: Instruments,
  bounds: LabelBounds,
  { requests, responseBytes, cacheUses }: RequestTallies,
): Pick<ObservationReaders<void>, RequestKind> {
  return {
    'request-completed': (it) => {
      const operation = bounds.operation(it.operation);
      const version = bounds.version(it.version);
      requests.add([operation, version, bounds.method(it.method), it.outcome]);
      to.latency.observe({ operation, version }, it.durationMs / 1000);
      if (it.responseBytes !== undefined) responseBytes.add([operation, version], it.responseBytes);
      if (it.cache !== undefined) cacheUses.add([operation, version, it.cache]);
    },
    'request-failed': (it) => to.failures.inc({ operation: bounds.operation(it.operation), code: it.code }),
    'authentication-refused': (it) => to.authenticationRefusals.inc({ fault: it.fault }),
    'token-issued': () => to.tokens.inc(),
  };
}

function sourceReaders(to: Instruments, bounds: LabelBounds): Pick<ObservationReaders<void>, SourceKind> {
  return {
    'statement-ended': ({ source, end, ...it }) => {
      const operation = bounds.operation(it.operation);
      to.statements.inc({ source, operation, end });
      to.statementLatency.observe({ source, operation }, it.durationMs / 1000);
      to.rows.inc({ source, operation }, it.rows);
    },
    misfit: (it) =>
      to.misfits.inc({ operation: bounds.operation(it.operation), field: it.field, handling: it.handling }),
    'connection-opened': ({ source }) => to.connectionsOpened.inc({ source }),
    'connection-refused': ({ source, fault }) => to.connectionsRefused.inc({ source, fault }),
    'pool-changed': ({ source, open, busy }) => {
      to.connectionsOpen.set({ source }, open);
      to.connectionsBusy.set({ source }, busy);
    },
    'watermark-read': ({ source, lagSeconds }) =>
      lagSeconds === undefined ? to.watermarkLag.remove({ source }) : to.watermarkLag.set({ source }, lagSeconds),
  };
}

function commandReaders(to: Instruments, bounds: LabelBounds): Pick<ObservationReaders<void>, CommandKind> {
  return {
    'command-accepted': (it) =>
      to.commandsAccepted.inc({ operation: bounds.operation(it.operation), replayed: String(it.replayed) }),
    'command-moved': (it) =>
      it.overtaken
        ? to.commandsOvertaken.inc({ channel: it.channel })
        : to.commandMoves.inc({ operation: bounds.operation(it.operation), to: it.to }),
    'delivery-ended': ({ channel, outcome, ...it }) => {
      const operation = bounds.operation(it.operation);
      to.deliveries.inc({ channel, operation, outcome });
      to.deliveryLatency.observe({ channel, operation }, it.durationMs / 1000);
    },
    'verification-ended': (it) =>
      to.verifications.inc({ operation: bounds.operation(it.operation), verdict: it.verdict }),
    'commands-standing': ({ channel, waiting, underWay, parked, oldestWaitingSeconds }) => {
      to.commandsStanding.set({ channel, where: 'waiting' }, waiting);
      to.commandsStanding.set({ channel, where: 'under-way' }, underWay);
      to.commandsStanding.set({ channel, where: 'parked' }, parked);
      to.commandsOldest.set({ channel }, oldestWaitingSeconds ?? 0);
    },
  };
}

function gatewayReaders(to: Instruments): Pick<ObservationReaders<void>, GatewayKind> {
  return {
    'audit-head-signed': ({ place }) => to.auditSigned.set(place),
    'credential-expiring': () => undefined,
    'credentials-standing': ({ soonest }) => {
      to.credentialEnds.reset();
      for (const { clientId: client, endsAt } of soonest) to.credentialEnds.set({ client }, endsAt);
    },
    warning: ({ topic }) => to.warnings.inc({ topic }),
    'gateway-started': () => to.starts.inc(),
    'gateway-stopping': () => undefined,
    'gateway-stopped': () => undefined,
  };
}
