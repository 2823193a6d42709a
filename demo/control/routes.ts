// The routes of the control port: misbehave, switch, measure.
// They only turn the knobs of listeners and heartbeat; what a knob does is said there.
import type { z } from 'zod';
import type { Fault } from '../engine/faults.js';
import type { Heartbeat } from '../process/heartbeat.js';
import type { Listener, ServerName } from '../process/listener.js';
import {
  faultRequest,
  heartbeatRequest,
  loginsRequest,
  nothing,
  restartRequest,
  statementsQuery,
  updateabilityRequest,
} from './requests.js';
import type { ControlledJob } from './job-routes.js';
import { jobRoutes } from './job-routes.js';
import type { Route } from './route.js';
import { route } from './route.js';

/** The parts of the ERP that can be controlled. */
export interface Controlled extends Readonly<Record<ServerName, Listener>>, ControlledJob {
  readonly heartbeat: Heartbeat;
}

/** Every route; each answers JSON. */
export function controlRoutes(parts: Controlled): readonly Route[] {
  return [...faultRoutes(parts), ...switchRoutes(parts), ...measureRoutes(parts), ...jobRoutes(parts)];
}

const both = <T>(parts: Controlled, read: (listener: Listener) => T): Record<ServerName, T> => ({
  replica: read(parts.replica),
  primary: read(parts.primary),
});

const queued = (listener: Listener) => ({
  readOnly: listener.faults.readOnly,
  refuseLogins: listener.faults.refuseLogins,
  faults: listener.faults
    .list()
    .map(({ match, ...fault }) =>
      match instanceof RegExp ? { ...fault, pattern: match.source } : { ...fault, match },
    ),
});

function faultRoutes(parts: Controlled): Route[] {
  return [
    route(['GET', '/faults'], nothing, () => both(parts, queued)),
    route(['POST', '/faults'], faultRequest, ({ server, ...fault }) => {
      parts[server].faults.add(toFault(fault));
      return both(parts, queued);
    }),
    route(['DELETE', '/faults'], nothing, () => {
      both(parts, (listener) => listener.faults.clear());
      parts.jobFaults.clear();
      return both(parts, queued);
    }),
    route(['POST', '/logins'], loginsRequest, ({ server, refuse }) => {
      parts[server].faults.refuseLogins = refuse;
      return both(parts, queued);
    }),
  ];
}

function toFault({ pattern, ...fault }: Omit<z.output<typeof faultRequest>, 'server'>): Fault {
  const given = Object.entries(fault).filter(([, value]) => value !== undefined);
  return {
    ...(Object.fromEntries(given) as unknown as Fault),
    ...(pattern ? { match: new RegExp(pattern, 'i') } : {}),
  };
}

function switchRoutes(parts: Controlled): Route[] {
  return [
    route(['POST', '/updateability'], updateabilityRequest, ({ server, readOnly }) => {
      parts[server].faults.readOnly = readOnly;
      return both(parts, queued);
    }),
    route(['GET', '/heartbeat'], nothing, () => parts.heartbeat.state()),
    route(['POST', '/heartbeat'], heartbeatRequest, (wanted) => {
      if ('behindSeconds' in wanted) return parts.heartbeat.showBehind(wanted.behindSeconds);
      return wanted.frozen ? parts.heartbeat.freeze() : parts.heartbeat.thaw();
    }),
    route(['POST', '/restart-listener'], restartRequest, async ({ server, downMs }) => {
      await parts[server].restart(downMs);
      return { server, port: parts[server].port };
    }),
  ];
}

function measureRoutes(parts: Controlled): Route[] {
  const load = ({ log: { running, highest } }: Listener) => ({ running, highest });
  return [
    route(['GET', '/statements'], statementsQuery, ({ after }) =>
      both(parts, (listener) => listener.log.entries().filter(({ id }) => id > after)),
    ),
    route(['DELETE', '/statements'], nothing, () => {
      both(parts, (listener) => listener.log.reset());
      return both(parts, load);
    }),
    route(['GET', '/concurrency'], nothing, () => both(parts, load)),
    route(['GET', '/counters'], nothing, () => both(parts, ({ counters }) => counters)),
  ];
}
