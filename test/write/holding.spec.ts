// What is accepted while its channel is closed is stored held, says until when and why, and every acceptance and
// cancellation is in the audit trail.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { commandView } from '../../src/api/commands/command-view.js';
import { CHANNEL } from '../support/write/small-writes.js';
import { SmallDoor } from '../support/write/small-door.js';

let door: SmallDoor;
beforeEach(() => {
  door = new SmallDoor([]);
});

const closeFor = (ms: number): void => {
  const until = door.clock.now() + ms;
  door.closed = (channel, now) => (channel === CHANNEL && now < until ? { until, reason: 'nightly batch' } : undefined);
};

describe('a write accepted inside a closed time', () => {
  it('is held until its end, and says so', async () => {
    closeFor(3_600_000);
    const { found } = await door.path.accept(door.request('k', 'C1'));
    expect(found.command).toMatchObject({ state: 'held', notBefore: '2026-11-20T13:00:00.000Z' });
    expect(commandView(found.command)).toMatchObject({
      status: 'held',
      notBefore: '2026-11-20T13:00:00.000Z',
      notice: expect.stringContaining('held back until 2026-11-20T13:00:00.000Z'),
    });
  });

  it('is not claimed before the end, and is after it', async () => {
    closeFor(60_000);
    await door.path.accept(door.request('k', 'C1'));
    const claim = () =>
      door.journal.claim({
        ...{ channel: CHANNEL, most: 1, worker: 'w' },
        ...{ now: door.journal.instant(), leaseUntil: door.journal.instant(30_000) },
      });
    expect(await claim()).toEqual([]);
    door.clock.advance(60_000);
    expect(await claim()).toMatchObject([{ state: 'leased' }]);
  });

  it('is answered as held to a replay, and can be taken back', async () => {
    closeFor(60_000);
    const { found } = await door.path.accept(door.request('k', 'C1'));
    const again = await door.path.accept(door.request('k', 'C1'));
    expect([again.replayed, again.found.command.state]).toEqual([true, 'held']);
    expect((await door.path.cancel('shop', found.command.id)).command.state).toBe('cancelled');
  });

  it('is accepted from the first moment after it', async () => {
    closeFor(60_000);
    door.clock.advance(60_000);
    expect(await door.outcome(door.request('k', 'C1'))).toBe('accepted');
  });
});

describe('the audit trail', () => {
  it('tells of every acceptance once, without the input', async () => {
    const { found } = await door.path.accept(door.request('k', 'C1'));
    await door.path.accept(door.request('k', 'C1'));
    const entries = await door.audit.list({ limit: 10 });
    expect(entries.map(({ entry }) => entry)).toEqual([
      {
        at: '2026-11-20T12:00:00.000Z',
        actor: { kind: 'client', id: 'shop' },
        action: 'command.accept',
        subject: `command/${found.command.id}`,
        outcome: 'done',
        correlationId: 'c-k',
        detail: { operation: 'orders.create' },
      },
    ]);
  });

  it('tells of what a client takes back', async () => {
    const { found } = await door.path.accept(door.request('k', 'C1'));
    await door.path.cancel('shop', found.command.id);
    const [last] = await door.audit.list({ limit: 1 });
    expect(last?.entry).toMatchObject({
      actor: { kind: 'client', id: 'shop' },
      action: 'command.cancel',
      subject: `command/${found.command.id}`,
      outcome: 'done',
    });
  });
});
