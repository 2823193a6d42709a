// How each observation reads in the log: level, sentence, members. It must never put a member in that the observation
// does not name, so that nothing slips into the log by spreading an object.
import type { ProblemCode } from '../../problems/problem-codes.js';
import { describeError } from '../describe-error.js';
import { line, milliseconds } from './log-line.js';
import type { LogLine } from './log-line.js';
import { DROP_LOG_LINES } from './log-lines-of-drops.js';
import { LANE_LOG_LINES } from './log-lines-of-lanes.js';
import { LIMIT_LOG_LINES } from './log-lines-of-limits.js';
import type { ObservationReaders } from '../observation-readers.js';
import { scrub } from './scrub.js';

const FIRST_SERVER_FAULT = 500;

/** Failures that come in crowds and have their own records and metrics where they arise. */
const OVERLOAD: ReadonlySet<ProblemCode> = new Set([
  ...(['lane-full', 'source-unavailable', 'source-closed', 'source-timeout', 'overloaded'] as const),
]);

/** One request is one line at `info` (`warn` when the gateway failed); everything frequent stays below `info`. */
export const LOG_LINES: ObservationReaders<LogLine> = {
  'request-completed': (it) =>
    line(it.status >= FIRST_SERVER_FAULT ? 'warn' : 'info', 'request', {
      correlationId: it.correlationId,
      version: it.version,
      operation: it.operation,
      method: it.method,
      status: it.status,
      outcome: it.outcome,
      clientId: it.clientId,
      durationMs: milliseconds(it.durationMs),
      bytes: it.responseBytes,
      cache: it.cache,
    }),
  'request-failed': (it) =>
    line(OVERLOAD.has(it.code) ? 'warn' : 'error', 'request failed', {
      correlationId: it.correlationId,
      operation: it.operation,
      code: it.code,
      internal: scrub(it.internal),
      error: it.error === undefined ? undefined : describeError(it.error),
    }),
  'authentication-refused': (it) =>
    line('warn', 'authentication refused', {
      correlationId: it.correlationId,
      fault: it.fault,
      clientId: it.clientId === undefined ? undefined : scrub(it.clientId),
    }),
  'token-issued': (it) =>
    line('info', 'token issued', { correlationId: it.correlationId, clientId: scrub(it.clientId) }),
  'statement-ended': (it) =>
    line(it.end === 'completed' ? 'debug' : 'warn', 'statement ended', {
      source: it.source,
      operation: it.operation,
      statement: it.statement,
      end: it.end,
      errorNumber: it.errorNumber,
      rows: it.rows,
      durationMs: milliseconds(it.durationMs),
    }),
  misfit: (it) =>
    line('warn', 'a value of the ERP breaks the contract', {
      operation: it.operation,
      resource: it.resource,
      field: it.field,
      reason: scrub(it.reason),
      handling: it.handling,
    }),
  'connection-opened': (it) =>
    line('debug', 'connection opened', { source: it.source, durationMs: milliseconds(it.durationMs) }),
  'connection-refused': (it) =>
    line('error', 'connection refused', { source: it.source, fault: it.fault, advice: scrub(it.advice) }),
  'pool-changed': (it) => line('trace', 'pool changed', { source: it.source, open: it.open, busy: it.busy }),
  'watermark-read': (it) =>
    line('debug', 'watermark read', { source: it.source, lagSeconds: it.lagSeconds ?? 'unknown' }),
  'command-accepted': (it) =>
    line('info', it.replayed ? 'command asked for again' : 'command accepted', {
      commandId: it.commandId,
      correlationId: it.correlationId,
      version: it.version,
      operation: it.operation,
      channel: it.channel,
      clientId: it.clientId,
    }),
  'command-moved': (it) =>
    line(it.overtaken || it.to === 'parked' ? 'warn' : 'info', it.overtaken ? 'command overtaken' : 'command moved', {
      commandId: it.commandId,
      correlationId: it.correlationId,
      operation: it.operation,
      channel: it.channel,
      from: it.from,
      to: it.to,
      by: scrub(it.by),
      parkedReason: it.parkedReason === undefined ? undefined : scrub(it.parkedReason),
    }),
  'delivery-ended': (it) =>
    line(it.outcome === 'answered' || it.outcome === 'refused' ? 'info' : 'warn', 'delivery ended', {
      commandId: it.commandId,
      correlationId: it.correlationId,
      operation: it.operation,
      channel: it.channel,
      attempt: it.attempt,
      outcome: it.outcome,
      errorNumber: it.errorNumber,
      internal: it.internal === undefined ? undefined : scrub(it.internal),
      durationMs: milliseconds(it.durationMs),
    }),
  'verification-ended': (it) =>
    line('info', 'verification ended', {
      commandId: it.commandId,
      correlationId: it.correlationId,
      operation: it.operation,
      source: it.source,
      verdict: it.verdict,
      reason: it.reason === undefined ? undefined : scrub(it.reason),
    }),
  'commands-standing': (it) =>
    line('trace', 'commands standing', {
      channel: it.channel,
      waiting: it.waiting,
      underWay: it.underWay,
      parked: it.parked,
      oldestWaitingSeconds: it.oldestWaitingSeconds,
    }),
  ...DROP_LOG_LINES,
  ...LANE_LOG_LINES,
  ...LIMIT_LOG_LINES,
  'audit-head-signed': (it) =>
    line('info', 'head of the audit trail signed', {
      stream: it.stream,
      number: it.number,
      place: it.place,
      digest: it.digest,
      head: it.head,
    }),
  'credential-expiring': (it) =>
    line(it.daysLeft === 1 ? 'error' : 'warn', 'a credential is about to end', {
      clientId: it.clientId,
      clientKind: it.clientKind,
      credentialId: it.credentialId,
      proof: it.proof,
      cause: it.cause,
      endsAt: it.endsAt,
      daysLeft: it.daysLeft,
    }),
  'credentials-standing': (it) => line('trace', 'credentials standing', { endingSoon: it.soonest.length }),
  warning: (it) => line('warn', scrub(it.text), { topic: it.topic }),
  'gateway-started': (it) =>
    line('info', 'gateway started', {
      facade: it.facade,
      version: it.version,
      durationMs: milliseconds(it.durationMs),
      publicAddress: it.publicAddress,
      adminAddress: it.adminAddress,
    }),
  'gateway-stopping': (it) => line('info', 'gateway stopping', { reason: scrub(it.reason) }),
  'gateway-stopped': (it) => line('info', 'gateway stopped', { durationMs: milliseconds(it.durationMs) }),
};
