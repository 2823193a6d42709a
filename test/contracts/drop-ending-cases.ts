// What publishing promises about the caller's signal, the calendar, and the end of the channel.
import { expect, it } from '@jest/globals';
import type { PublishStage } from '../../src/legacy/file-drop.js';
import { ChannelFault } from '../../src/legacy/drop-channel.port.js';
import type { DropFixture } from './drop-channel-fixture.js';
import { aDrop, patient } from './drop-sample.js';

const BEFORE_RENAME: readonly PublishStage[] = ['writing', 'written', 'checked', 'renaming'];

export function endingCases(fixture: () => DropFixture): void {
  it('publishes nothing for a caller who has given up', async () => {
    const outcome = await fixture().open().drops.publish(aDrop(), AbortSignal.abort());
    expect(outcome).toMatchObject({ kind: 'nothing-published' });
    expect((await fixture().files('inbox')).size).toBe(0);
  });

  it.each(BEFORE_RENAME)('publishes nothing when the caller gives up at the stage %s', async (stage) => {
    const caller = new AbortController();
    const { drops } = fixture().open({
      reached: (reached) => {
        if (reached === stage) caller.abort();
      },
    });
    expect(await drops.publish(aDrop(), caller.signal)).toMatchObject({ kind: 'nothing-published' });
    expect((await fixture().files('inbox')).has(aDrop().name)).toBe(false);
  });

  it('has published when the caller gives up after the rename', async () => {
    const caller = new AbortController();
    const { drops } = fixture().open({
      reached: (stage) => {
        if (stage === 'renamed') caller.abort();
      },
    });
    expect(await drops.publish(aDrop(), caller.signal)).toMatchObject({ kind: 'published' });
    expect((await fixture().files('inbox')).has(aDrop().name)).toBe(true);
  });

  it('goes on with the next file after a caller gave up', async () => {
    const { drops } = fixture().open({ sessions: 1 });
    await drops.publish(aDrop(), AbortSignal.abort());
    expect(await drops.publish(aDrop(), patient)).toMatchObject({ kind: 'published' });
  });

  it('publishes nothing into a closed window, however late it begins', async () => {
    for (const stage of BEFORE_RENAME) {
      let now = 1_000;
      const { drops } = fixture().open({
        now: () => now,
        reached: (reached) => {
          if (reached === stage) now = 2_001;
        },
      });
      const outcome = await drops.publish(aDrop(undefined, { notAfter: 2_000 }), patient);
      expect(outcome).toMatchObject({ kind: 'nothing-published', reason: expect.stringContaining('window') });
    }
    expect((await fixture().files('inbox')).has(aDrop().name)).toBe(false);
  });

  it('publishes up to the last moment before a window', async () => {
    const { drops } = fixture().open({ now: () => 2_000 });
    expect(await drops.publish(aDrop(undefined, { notAfter: 2_000 }), patient)).toMatchObject({ kind: 'published' });
  });

  it('ends with the channel: nothing is published after it was closed', async () => {
    const { drops, acknowledgements } = fixture().open();
    await drops.publish(aDrop(), patient);
    await drops.close();
    const late = aDrop(undefined, { name: 'LATE.DAT' });
    expect(await drops.publish(late, patient)).toMatchObject({ kind: 'nothing-published' });
    expect(await drops.probe(patient)).toMatchObject({ kind: 'unavailable' });
    await expect(drops.look(late, undefined, patient)).rejects.toBeInstanceOf(ChannelFault);
    await expect(acknowledgements?.list(patient)).rejects.toBeInstanceOf(ChannelFault);
    expect((await fixture().files('inbox')).has('LATE.DAT')).toBe(false);
  });

  it('ends a publication under way when it is closed', async () => {
    const opened = fixture().open({
      reached: async (stage) => {
        if (stage === 'written') await opened.drops.close();
      },
    });
    expect(await opened.drops.publish(aDrop(), patient)).toMatchObject({ kind: 'nothing-published' });
    expect((await fixture().files('inbox')).has(aDrop().name)).toBe(false);
  });
}
