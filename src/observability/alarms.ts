// Which observations need a person: one exhaustive table, so that a new kind has to be thought about.
// It must never put a record's values or an ERP's own words into an alarm.
import type { Clock } from '../kernel/clock.js';
import type { Alarm, AlarmHook } from './alarm.port.js';
import { readObservation } from './observation-readers.js';
import type { ObservationOf, ObservationReaders } from './observation-readers.js';
import type { Observer } from './observation.js';
import { scrub } from './log/scrub.js';

const none = (): undefined => undefined;

/** The alarm of each kind of observation, or that it is none. */
const ALARMS: ObservationReaders<Alarm | undefined> = {
  'request-completed': none,
  'request-failed': none,
  'authentication-refused': none,
  'token-issued': none,
  'statement-ended': none,
  misfit: none,
  'connection-opened': none,
  'connection-refused': ({ source, fault, advice }) =>
    // What cannot be reached comes back by itself; the rest waits for somebody.
    fault === 'unreachable'
      ? undefined
      : critical('connection-refused', `${source} cannot be used: ${scrub(advice)}`, { source, fault }),
  'pool-changed': none,
  'lane-opened': none,
  'lane-changed': none,
  'lane-refused': none,
  'lane-limit-changed': none,
  'breaker-changed': leftAlone,
  'read-retried': none,
  'watermark-read': none,
  'command-accepted': none,
  'command-moved': ({ to, overtaken, commandId, channel, operation }) =>
    to !== 'parked' || overtaken
      ? undefined
      : warning('command-parked', `A write waits for a person: ${operation}.`, { commandId, channel, operation }),
  'delivery-ended': none,
  'verification-ended': none,
  'commands-standing': none,
  'batch-moved': ({ to, overtaken, batchId, queue, fileName, records }) =>
    to !== 'parked' || overtaken
      ? undefined
      : warning('batch-parked', `A file waits for a person in ${queue}.`, { batchId, queue, fileName, records }),
  'publication-ended': none,
  'batch-looked-for': none,
  'sequence-used-up': ({ queue }) =>
    critical('sequence-used-up', `Every number of ${queue} is used up; its writes wait for a change of the facade.`, {
      queue,
    }),
  'acknowledgement-read': none,
  'acknowledgement-overdue': ({ batchId, queue, fileName, unsettled }) =>
    warning('acknowledgement-overdue', `The acknowledgement of a file is overdue in ${queue}.`, {
      ...{ batchId, queue, fileName, unsettled },
    }),
  // One for all lines of a file with the same trouble.
  'review-needed': ({ queue, fileName, review }) =>
    warning('review-needed', `Something in an acknowledgement in ${queue} cannot be believed: ${review}.`, {
      ...{ queue, fileName, review },
    }),
  'queue-closed': none,
  'batches-standing': none,
  'credential-expiring': expiring,
  'credentials-standing': none,
  'audit-head-signed': none,
  'limit-refused': none,
  'address-refused': none,
  'load-shed': none,
  'overload-changed': overloaded,
  'connections-cut': none,
  warning: ({ topic, text }) => (topic === 'audit' ? critical('audit-trouble', scrub(text), { topic }) : undefined),
  'gateway-started': none,
  'gateway-stopping': none,
  'gateway-stopped': none,
};

type Make = (alarm: Alarm['alarm'], sentence: string, about: Alarm['about']) => Alarm;

/** Hoisted, because the table needs them. */
function warning(...[alarm, sentence, about]: Parameters<Make>): Alarm {
  return { alarm, severity: 'warning', sentence, about };
}

function critical(...[alarm, sentence, about]: Parameters<Make>): Alarm {
  return { alarm, severity: 'critical', sentence, about };
}

function expiring(it: ObservationOf<'credential-expiring'>): Alarm {
  const { clientId, credentialId, cause, endsAt, daysLeft } = it;
  const why = cause === 'not-replaced' ? 'nothing takes its place' : 'it is still in use';
  const sentence = `A credential of ${clientId} ends at ${endsAt} and ${why}.`;
  const make = daysLeft === 1 ? critical : warning;
  return make('credential-expiring', sentence, { clientId, credentialId, cause, endsAt, daysLeft });
}

/** The first level at which clients are refused, and that of those who read nothing that could be served again. */
const CLIENTS_REFUSED = 3;
const READS_REFUSED = 4;

/** That documents and new tokens wait needs nobody; that clients are refused does. */
function overloaded({ level, reason = 'delay', refused }: ObservationOf<'overload-changed'>): Alarm | undefined {
  if (level < CLIENTS_REFUSED) return undefined;
  const make = level < READS_REFUSED ? warning : critical;
  return make('overload', `The gateway has more to do than it can and refuses ${refused.join(', ')}.`, {
    level,
    reason,
  });
}

/** That a few calls are let through again needs nobody. */
function leftAlone({ lane, state }: ObservationOf<'breaker-changed'>): Alarm | undefined {
  if (state === 'open') return critical('breaker-open', `${lane} is left alone, because its calls fail.`, { lane });
  if (state === 'held') return warning('breaker-held', `A person lets nothing through to ${lane}.`, { lane });
  return undefined;
}

const REPEATED_AFTER_MS = 3_600_000;
const MOST_REMEMBERED = 1000;

/** Raises the alarm of whatever is observed; the very same alarm is raised again after an hour at the earliest. */
export function raiseAlarms(hook: Pick<AlarmHook, 'raise'>, clock: Clock): Observer {
  const raised = new Set<string>();
  return (observation) => {
    const alarm = readObservation(ALARMS, observation);
    if (alarm === undefined) return;
    const key = JSON.stringify([alarm.alarm, alarm.about]);
    if (raised.has(key)) return;
    if (raised.size < MOST_REMEMBERED) {
      raised.add(key);
      clock.after(REPEATED_AFTER_MS, () => raised.delete(key));
    }
    hook.raise(alarm);
  };
}
