import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '../../kernel/manual-clock.js';
import type { Observation } from '../../observability/observation.js';
import type { AuditEntry } from '../audit-entry.js';
import { SensitiveReads } from './sensitive-reads.js';
import type { SensitiveRead } from './sensitive-reads.js';

const READ: SensitiveRead = {
  client: 'web-shop',
  operation: 'customers.get',
  subject: 'customers/C10001',
  fields: 'email,phone',
  records: 1,
  address: '10.0.0.7',
  correlationId: 'c-1',
};

function bench() {
  const clock = new ManualClock();
  const told: AuditEntry[][] = [];
  const observed: Observation[] = [];
  const state = { failing: false };
  const appendAll = (entries: readonly AuditEntry[]): Promise<void> => {
    if (state.failing) return Promise.reject(new Error('the disk is full'));
    told.push([...entries]);
    return Promise.resolve();
  };
  const reads = new SensitiveReads({ log: { appendAll }, clock, observe: (it) => void observed.push(it) });
  const second = async (): Promise<void> => {
    clock.advance(1_000);
    await reads.flush();
  };
  return { clock, told, observed, state, reads, second };
}

const countsOf = (entries: readonly AuditEntry[] = []): number =>
  entries.reduce((sum, { detail }) => sum + Number(detail?.['reads']), 0);

describe('reads of sensitive fields', () => {
  it('are told of after a second, together, once per client, operation, subject and address', async () => {
    const { reads, told, second } = bench();
    for (let number = 0; number < 5; number += 1) reads.tell({ ...READ, correlationId: `c-${number}` });
    reads.tell({ ...READ, client: 'crm' });
    reads.tell({ ...READ, operation: 'customers.list', subject: 'customers', records: 50 });
    expect(told).toEqual([]);
    await second();
    expect(told).toHaveLength(1);
    expect(told[0]).toEqual([
      {
        at: '2026-11-20T12:00:00.000Z',
        actor: { kind: 'client', id: 'web-shop' },
        action: 'read.sensitive',
        subject: 'customers/C10001',
        outcome: 'done',
        address: '10.0.0.7',
        detail: { operation: 'customers.get', fields: 'email,phone', reads: 5, records: 5 },
      },
      expect.objectContaining({ actor: { kind: 'client', id: 'crm' }, correlationId: 'c-1' }),
      expect.objectContaining({ subject: 'customers', detail: expect.objectContaining({ reads: 1, records: 50 }) }),
    ]);
  });

  it('that ask for different fields of the same subject name all of them', async () => {
    const { reads, told, second } = bench();
    for (const fields of ['email', 'email,phone', 'vatNumber']) reads.tell({ ...READ, fields });
    await second();
    expect(told[0]).toEqual([
      expect.objectContaining({ detail: expect.objectContaining({ fields: 'email,phone,vatNumber', reads: 3 }) }),
    ]);
  });

  it('write nothing while nobody reads', async () => {
    const { told, second } = bench();
    await second();
    await second();
    expect(told).toEqual([]);
  });

  it('of too many subjects at once are told of together, and none is lost without a number', async () => {
    const { reads, told, second } = bench();
    for (let number = 0; number < 5_000; number += 1) reads.tell({ ...READ, subject: `customers/${number}` });
    for (let number = 0; number < 5_000; number += 1) reads.tell({ ...READ, client: `c-${number}`, subject: 'orders' });
    await second();
    expect(told[0]?.length).toBeLessThanOrEqual(2_001);
    expect(countsOf(told[0])).toBe(10_000);
    const many = told[0]?.find(({ subject }) => subject === 'customers/(many)');
    expect(many).toMatchObject({ actor: { id: 'web-shop' }, detail: { reads: 4_000, records: 4_000 } });
    expect(told[0]?.at(-1)).toMatchObject({ actor: { kind: 'gateway' }, subject: '(many)' });
  });

  it('that cannot be written are kept, bounded, with a warning, and written later', async () => {
    const { reads, told, state, observed, second } = bench();
    state.failing = true;
    for (let round = 0; round < 10; round += 1) {
      for (let number = 0; number < 500; number += 1) reads.tell({ ...READ, subject: `customers/${round}-${number}` });
      await second();
    }
    expect(observed).toContainEqual(expect.objectContaining({ kind: 'warning', topic: 'audit' }));
    state.failing = false;
    await second();
    expect(told).toHaveLength(1);
    expect(told[0]?.length).toBeLessThanOrEqual(2_001);
    expect(countsOf(told[0])).toBe(5_000);
  });

  it('are told of at the latest when the gateway stops', async () => {
    const { reads, told } = bench();
    reads.tell(READ);
    await reads.stop();
    expect(countsOf(told[0])).toBe(1);
  });
});
