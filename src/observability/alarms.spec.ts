// Guards which observations call for a person, and that the same one does not call all the time.
import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '../kernel/manual-clock.js';
import type { Alarm } from './alarm.port.js';
import { raiseAlarms } from './alarms.js';
import type { Observation } from './observation.js';

const parked = (commandId: string, overtaken = false): Observation => ({
  ...{ kind: 'command-moved', commandId, correlationId: 'c', channel: 'erp', operation: 'orders.create' },
  ...{ from: 'unknown', to: 'parked', by: 'gateway', overtaken, parkedReason: 'the customer said 4711' },
});
const expiring = (daysLeft: 30 | 7 | 1): Observation => ({
  ...{ kind: 'credential-expiring', clientId: 'shop', clientKind: 'application', credentialId: 'a1', proof: 'secret' },
  ...{ cause: 'not-replaced', endsAt: '2027-01-01T00:00:00.000Z', daysLeft },
});
const refusedBy = (fault: 'unreachable' | 'login-refused'): Observation => ({
  ...{ kind: 'connection-refused', source: 'replica', fault, advice: 'Check the password.' },
});

function stage() {
  const raised: Alarm[] = [];
  const clock = new ManualClock();
  return { raised, clock, observe: raiseAlarms({ raise: (alarm) => void raised.push(alarm) }, clock) };
}

describe('an alarm', () => {
  it.each<readonly [string, Observation, Partial<Alarm> | undefined]>([
    ['a parked write', parked('1'), { alarm: 'command-parked', severity: 'warning' }],
    ['a parked write that was overtaken', parked('1', true), undefined],
    ['a credential a month before its end', expiring(30), { alarm: 'credential-expiring', severity: 'warning' }],
    ['a credential a day before its end', expiring(1), { alarm: 'credential-expiring', severity: 'critical' }],
    ['a login the ERP refuses', refusedBy('login-refused'), { alarm: 'connection-refused', severity: 'critical' }],
    ['an ERP that comes back by itself', refusedBy('unreachable'), undefined],
    ['trouble with the trail', { kind: 'warning', topic: 'audit', text: 'no' }, { alarm: 'audit-trouble' }],
    ['any other warning', { kind: 'warning', topic: 'alarms', text: 'no' }, undefined],
  ])('is raised or not for %s', (_, observation, expected) => {
    const { raised, observe } = stage();
    observe(observation);
    expect(raised).toEqual(expected === undefined ? [] : [expect.objectContaining(expected)]);
  });

  it('says what it is about and nothing of what was written', () => {
    const { raised, observe } = stage();
    observe(parked('01J'));
    expect(raised[0]?.about).toEqual({ commandId: '01J', channel: 'erp', operation: 'orders.create' });
    expect(JSON.stringify(raised)).not.toContain('4711');
  });

  it('is raised again after an hour at the earliest', () => {
    const { raised, clock, observe } = stage();
    observe(refusedBy('login-refused'));
    clock.advance(3_599_999);
    observe(refusedBy('login-refused'));
    observe(parked('2'));
    expect(raised).toHaveLength(2);
    clock.advance(1);
    observe(refusedBy('login-refused'));
    expect(raised).toHaveLength(3);
  });
});
