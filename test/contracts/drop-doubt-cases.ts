// What a drop channel promises when the server, or the way to it, fails.
import { expect, it } from '@jest/globals';
import { ManualClock } from '../../src/kernel/manual-clock.js';
import { ChannelFault } from '../../src/legacy/drop-channel.port.js';
import type { DropFixture, DropMisbehaviour } from './drop-channel-fixture.js';
import { aDrop, patient, someBytes } from './drop-sample.js';
import { until } from './until.js';

export function doubtCases(fixture: () => DropFixture): void {
  const misbehave = (misbehaviour: DropMisbehaviour): void => fixture().misbehave?.(misbehaviour);

  it('publishes nothing when no session can be had, and says what is wrong', async () => {
    const { drops, acknowledgements } = fixture().open();
    misbehave({ kind: 'unreachable' });
    expect(await drops.publish(aDrop(), patient)).toMatchObject({ kind: 'nothing-published' });
    expect(await drops.probe(patient)).toMatchObject({ kind: 'unavailable' });
    expect(await drops.prove(patient)).toHaveLength(1);
    await expect(drops.look(aDrop(), undefined, patient)).rejects.toBeInstanceOf(ChannelFault);
    await expect(acknowledgements?.list(patient)).rejects.toBeInstanceOf(ChannelFault);
    fixture().behave();
    expect(await drops.publish(aDrop(), patient)).toMatchObject({ kind: 'published' });
  });

  it.each([true, false])(
    'calls a lost answer to the rename unknown (renamed: %p), and looking tells',
    async (performed) => {
      const { drops } = fixture().open();
      misbehave({ kind: 'lose-rename-reply', performed });
      expect(await drops.publish(aDrop(), patient)).toMatchObject({ kind: 'unknown' });
      const inbox = performed ? 'same' : 'absent';
      expect(await drops.look(aDrop(), undefined, patient)).toMatchObject({ inbox, archive: 'absent' });
    },
  );

  it('publishes nothing when the server keeps fewer bytes than it acknowledged', async () => {
    for (const can of [{}, { read: false }, { list: false }]) {
      misbehave({ kind: 'store-fewer', bytes: 999 });
      const outcome = await fixture().open({ can }).drops.publish(aDrop(), patient);
      expect(outcome).toMatchObject({ kind: 'nothing-published', reason: expect.stringContaining('kept') });
      expect((await fixture().files('inbox')).has(aDrop().name)).toBe(false);
      fixture().behave();
    }
  });

  it('publishes nothing when the quota is used up, and the next file when there is room', async () => {
    const { drops } = fixture().open();
    misbehave({ kind: 'quota', bytes: 40_000 });
    const drop = aDrop(someBytes(100_000));
    expect(await drops.publish(drop, patient)).toMatchObject({
      kind: 'nothing-published',
      reason: expect.stringContaining('quota'),
    });
    expect((await fixture().files('inbox')).has(drop.name)).toBe(false);
    fixture().behave();
    expect(await drops.publish(drop, patient)).toEqual({ kind: 'published', checked: 'hash' });
  });

  it('takes the server’s no to the rename for a no', async () => {
    misbehave({ kind: 'refuse-rename' });
    expect(await fixture().open().drops.publish(aDrop(), patient)).toMatchObject({ kind: 'nothing-published' });
    expect((await fixture().files('inbox')).has(aDrop().name)).toBe(false);
  });

  it('calls it unknown when the file is published and its marker is not, and looking completes it', async () => {
    const drop = aDrop(undefined, { doneName: 'ORDERS-00042.OK' });
    const { drops } = fixture().open();
    misbehave({ kind: 'refuse-marker', name: 'ORDERS-00042.OK' });
    expect(await drops.publish(drop, patient)).toMatchObject({
      kind: 'unknown',
      reason: expect.stringContaining('marker'),
    });
    fixture().behave();
    expect(await drops.look(drop, undefined, patient)).toMatchObject({ inbox: 'same' });
    expect((await fixture().files('inbox')).has('ORDERS-00042.OK')).toBe(true);
  });

  it('gives a silent server up at the stall deadline, and goes on when it answers again', async () => {
    const clock = new ManualClock();
    const after = (ms: number, call: () => void) => clock.after(ms, call);
    let isWriting = false;
    const reached = (): void => void (isWriting = true);
    const { drops } = fixture().open({ sessions: 1, stallTimeoutMs: 500, after, reached });
    misbehave({ kind: 'stall-writing' });
    let isOver = false;
    const publishing = drops.publish(aDrop(), patient).finally(() => (isOver = true));
    // Time goes by only while the server is silent; before and behind it, everything may take as long as it likes.
    await until(() => {
      if (isWriting && !isOver) clock.advance(100);
      return isOver;
    });
    expect(await publishing).toMatchObject({ kind: 'nothing-published', reason: expect.stringContaining('silent') });
    expect(clock.monotonic()).toBeLessThanOrEqual(1_000);
    fixture().behave();
    expect(await drops.publish(aDrop(), patient)).toMatchObject({ kind: 'published' });
  });

  it('gives a silent server up when the caller does', async () => {
    const { drops } = fixture().open({ stallTimeoutMs: 60_000 });
    misbehave({ kind: 'stall-writing' });
    const outcome = await drops.publish(aDrop(), AbortSignal.timeout(100));
    expect(outcome).toMatchObject({ kind: 'nothing-published' });
  });
}
