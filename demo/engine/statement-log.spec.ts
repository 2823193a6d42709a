import { describe, expect, it } from '@jest/globals';
import { loggedValue, StatementLog, type StatementStart } from './statement-log.js';

const start: StatementStart = { session: 51, login: 'reader', kind: 'statement', text: 'SELECT 1', parameters: [] };

describe('the statement log', () => {
  it('notes start, end and outcome by its clock', () => {
    let now = 100;
    const log = new StatementLog(() => now);
    const end = log.begin(start);
    expect(log.entries()[0]).toMatchObject({ start: 100, outcome: 'running' });
    now = 130;
    end({ outcome: 'error', error: 207, rows: 0 });
    expect(log.entries()[0]).toMatchObject({ id: 1, start: 100, end: 130, outcome: 'error', error: 207 });
  });

  it('counts what runs, and the most that ever did since the last reset', () => {
    const log = new StatementLog(() => 0);
    const ends = [log.begin(start), log.begin(start), log.begin(start)];
    ends[0]?.({ outcome: 'ok', rows: 1 });
    expect([log.running, log.highest]).toEqual([2, 3]);
    log.reset();
    expect([log.running, log.highest, log.entries().length]).toEqual([2, 2, 0]);
    ends[1]?.({ outcome: 'ok', rows: 1 });
    expect([log.running, log.highest]).toEqual([1, 2]);
  });

  it('keeps the newest entries only', () => {
    const log = new StatementLog(() => 0, 100);
    for (let count = 0; count < 250; count++) log.begin(start)({ outcome: 'ok', rows: 0 });
    expect(log.entries().length).toBeLessThanOrEqual(100);
    expect(log.entries().at(-1)?.id).toBe(250);
  });

  it('shows values as JSON can hold them', () => {
    expect([5n, Buffer.from([1, 171]), 'x', 1.5, null].map(loggedValue)).toEqual(['5', '0x01ab', 'x', 1.5, null]);
    expect(loggedValue({ kind: 'table', rows: [['a', 1]] })).toBe('[["a",1]]');
  });
});
