// Cases of the contract of the audit trail about what it keeps and how it is read.
import { expect, it } from '@jest/globals';
import type { AuditEntry } from '../../src/audit/audit-log.port.js';
import { auditOf } from './audit-sample.js';
import { at } from './ledger-sample.js';
import type { OpenStore, Within } from './store-fixture.js';

const WHOLE: AuditEntry = {
  at: at(3),
  actor: { kind: 'operator', id: 'operator' },
  action: 'calendar.override',
  subject: 'channel/inbox',
  outcome: 'refused',
  address: '10.0.0.7',
  correlationId: 'correlation-1',
  reason: 'stock count, "until noon"',
  detail: { hours: 2, channel: 'inbox', forced: true },
};

async function fill({ audit }: OpenStore): Promise<void> {
  for (const number of [1, 2, 3]) await audit.append(auditOf(`command/${number}`, { action: 'command.accept' }));
  await audit.append(auditOf('command/2'));
  await audit.append(auditOf('command/3', { action: 'command.cancel' }));
}

/** Two entries that differ in whatever else can be asked for. */
async function fillMore({ audit }: OpenStore): Promise<void> {
  const change = { action: 'client.change' } as const;
  const client = { kind: 'client', id: 'alice' } as const;
  await audit.appendAll([
    auditOf('client/one', { ...change, at: at(10), actor: client, outcome: 'refused' }),
    auditOf('client/two', { ...change, at: at(20), actor: { ...client, kind: 'administrator' }, correlationId: 'c-1' }),
  ]);
}

export function auditTrailCases(within: Within): void {
  it('gives back an entry exactly as it came', () =>
    within(async ({ audit }) => {
      await audit.append(WHOLE);
      await audit.append(auditOf('command/1'));
      const found = await audit.list({ limit: 9 });
      expect(found.map(({ entry }) => entry)).toEqual([auditOf('command/1'), WHOLE]);
    }));

  it('counts places by one, without a gap', () =>
    within(async (store) => {
      await fill(store);
      const places = (await store.audit.list({ limit: 9 })).map(({ place }) => place);
      const [newest = 0] = places;
      expect(places).toEqual([0, 1, 2, 3, 4].map((back) => newest - back));
    }));

  it.each([
    [{ action: 'command.accept' }, ['command/3', 'command/2', 'command/1']],
    [{ action: 'command.resolve' }, ['command/2']],
    [{ action: 'payload.retire' }, []],
    [{ subject: 'command/3' }, ['command/3', 'command/3']],
    [{ subject: 'command/3', action: 'command.accept' }, ['command/3']],
    [{ subject: 'command/3', action: 'command.cancel' }, ['command/3']],
    [{ subject: 'command/9' }, []],
    [{ actor: { id: 'alice' } }, ['client/two', 'client/one']],
    [{ actor: { kind: 'administrator', id: 'alice' } }, ['client/two']],
    [{ outcome: 'refused' }, ['client/one']],
    [{ outcome: 'refused', subject: 'client/two' }, []],
    [{ correlationId: 'c-1' }, ['client/two']],
    [{ from: at(10), to: at(20) }, ['client/one']],
    [{ from: at(20) }, ['client/two']],
    [{ action: 'client.change', from: at(10), actor: { id: 'alice' } }, ['client/two', 'client/one']],
  ] as const)('lists those asked for by %j, newest first', (query, expected) =>
    within(async (store) => {
      await fill(store);
      await fillMore(store);
      const found = await store.audit.list({ ...query, limit: 9 });
      expect(found.map(({ entry }) => entry.subject)).toEqual(expected);
    }),
  );

  it('lists page after page', () =>
    within(async (store) => {
      await fill(store);
      const first = await store.audit.list({ limit: 2 });
      const second = await store.audit.list({ limit: 9, before: first[1]?.place ?? 0 });
      expect([first, second].map((page) => page.map(({ entry }) => entry.action))).toEqual([
        ['command.cancel', 'command.resolve'],
        ['command.accept', 'command.accept', 'command.accept'],
      ]);
    }));
}
