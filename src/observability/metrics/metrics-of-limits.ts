// Reads observations of plans and overload into their instruments. It must never use a client as a label.
import type { LimitInstruments } from './instruments-of-limits.js';
import type { LimitKind } from '../log/log-lines-of-limits.js';
import type { ObservationReaders } from '../observation-readers.js';

/** One reader per kind. */
export function limitReaders(to: LimitInstruments): Pick<ObservationReaders<void>, LimitKind> {
  return {
    'limit-refused': ({ plan, reason }) => to.limitRefusals.inc({ plan, reason }),
    'address-refused': ({ of }) => to.addressRefusals.inc({ of }),
    'load-shed': ({ reason, group, count }) => to.loadShed.inc({ reason, group }, count),
    'overload-changed': ({ level }) => to.overloadLevel.set(level),
    'connections-cut': ({ reason, count }) => to.connectionsCut.inc({ reason }, count),
  };
}
