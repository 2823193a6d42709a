// The metrics: reads every observation into Prometheus instruments. It must never use a label a caller can choose
// freely, and never the library's global registry.
import { Gauge, Registry, collectDefaultMetrics } from 'prom-client';
import { createInstruments } from './instruments.js';
import type { Instruments } from './instruments.js';
import { createLabelBounds } from './label-bounds.js';
import type { KnownNames, LabelBounds } from './label-bounds.js';
import type { DropKind } from '../log/log-lines-of-drops.js';
import { dropReaders } from './metrics-of-drops.js';
import { readObservation } from '../observation-readers.js';
import type { ObservationReaders } from '../observation-readers.js';
import type { CredentialObservation } from '../observation-of-credentials.js';
import type { Observer } from '../observation.js';

/** What the metrics need from outside. */
export interface MetricsOptions extends KnownNames {
  /** Adds the process metrics of prom-client: event-loop lag, garbage collection, memory, handles. */
  readonly processMetrics: boolean;
  /** Log lines lost so far, when the log can tell. */
  readonly droppedLogLines?: () => number;
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
  const readers = createReaders(createInstruments(registry), createLabelBounds(options));
  if (options.processMetrics) collectDefaultMetrics({ register: registry });
  if (options.droppedLogLines !== undefined) watchDroppedLines(registry, options.droppedLogLines);
  return {
    observe: (observation) => readObservation(readers, observation),
    contentType: registry.contentType,
    render: () => registry.metrics(),
  };
}

function watchDroppedLines(registry: Registry, dropped: () => number): void {
  new Gauge({
    name: 'banyan_log_lines_dropped',
    help: 'Log lines lost since the start because the reader of the log was too slow.',
    registers: [registry],
    collect() {
      this.set(dropped());
    },
  });
}

function createReaders(to: Instruments, bounds: LabelBounds): ObservationReaders<void> {
  return {
    ...requestReaders(to, bounds),
    ...sourceReaders(to, bounds),
    ...commandReaders(to, bounds),
    ...dropReaders(to),
    ...gatewayReaders(to),
  };
}

type RequestKind = 'request-completed' | 'request-failed' | 'authentication-refused' | 'token-issued';
type CredentialKind = CredentialObservation['kind'];
type GatewayKind =
  CredentialKind | 'audit-head-signed' | 'warning' | 'gateway-started' | 'gateway-stopping' | 'gateway-stopped';
type CommandKind = 'command-accepted' | 'command-moved' | 'delivery-ended' | 'verification-ended' | 'commands-standing';
type SourceKind = Exclude<keyof ObservationReaders<void>, RequestKind | CommandKind | DropKind | GatewayKind>;

function requestReaders(to: Instruments, bounds: LabelBounds): Pick<ObservationReaders<void>, RequestKind> {
  return {
    'request-completed': (it) => {
      const operation = bounds.operation(it.operation);
      const version = bounds.version(it.version);
      to.requests.inc({ operation, version, method: bounds.method(it.method), outcome: it.outcome });
      to.latency.observe({ operation, version }, it.durationMs / 1000);
      if (it.responseBytes !== undefined) to.responseBytes.inc({ operation, version }, it.responseBytes);
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
    'lane-changed': ({ lane, running, queued }) => {
      to.laneRunning.set({ lane }, running);
      to.laneQueued.set({ lane }, queued);
    },
    'lane-refused': ({ lane, reason }) => to.laneRefusals.inc({ lane, reason }),
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
