// What publishing promises when the server does as it is told.
import { expect, it } from '@jest/globals';
import type { PublishStage } from '../../src/legacy/file-drop.js';
import type { DropFixture } from './drop-channel-fixture.js';
import { aDrop, patient, someBytes } from './drop-sample.js';

export function publishCases(fixture: () => DropFixture): void {
  it('puts the whole file under its final name and leaves nothing else behind', async () => {
    const drop = aDrop();
    expect(await fixture().open().drops.publish(drop, patient)).toEqual({ kind: 'published', checked: 'hash' });
    expect([...(await fixture().files('inbox'))]).toEqual([[drop.name, Buffer.from(drop.bytes)]]);
  });

  it.each([0, 1, 32_767, 32_768, 32_769, 3_000_000])('carries %d bytes unchanged', async (length) => {
    const drop = aDrop(someBytes(length));
    expect(await fixture().open().drops.publish(drop, patient)).toEqual({ kind: 'published', checked: 'hash' });
    expect((await fixture().files('inbox')).get(drop.name)?.equals(Buffer.from(drop.bytes))).toBe(true);
  });

  it('tells every stage in order, and shows the final name only after the last', async () => {
    const drop = aDrop();
    const seen: [PublishStage, string, boolean][] = [];
    const { drops } = fixture().open({
      reached: async (stage, name) => {
        seen.push([stage, name, (await fixture().files('inbox')).has(drop.name)]);
      },
    });
    await drops.publish(drop, patient);
    const stages: PublishStage[] = ['writing', 'written', 'checked', 'renaming', 'renamed'];
    expect(seen).toEqual(stages.map((stage) => [stage, drop.name, stage === 'renamed']));
  });

  it('never overwrites: a name that is taken is said to be, and the file that is there stays', async () => {
    await fixture().put('inbox', aDrop().name, Buffer.from('another'));
    expect(await fixture().open().drops.publish(aDrop(), patient)).toEqual({ kind: 'name-taken' });
    expect([...(await fixture().files('inbox'))]).toEqual([[aDrop().name, Buffer.from('another')]]);
  });

  it('never overwrites where the server would', async () => {
    await fixture().put('inbox', aDrop().name, Buffer.from('another'));
    const { drops } = fixture().open({ can: { renameNoOverwrite: false } });
    expect(await drops.publish(aDrop(), patient)).toEqual({ kind: 'name-taken' });
    expect((await fixture().files('inbox')).get(aDrop().name)).toEqual(Buffer.from('another'));
  });

  it('takes the place of a temporary file that an earlier try left', async () => {
    await fixture().put('inbox', aDrop().temporaryName, someBytes(5_000, 9));
    expect(await fixture().open().drops.publish(aDrop(), patient)).toMatchObject({ kind: 'published' });
    expect([...(await fixture().files('inbox'))]).toEqual([[aDrop().name, Buffer.from(aDrop().bytes)]]);
  });

  it('writes the done marker after the file, empty', async () => {
    const drop = aDrop(undefined, { doneName: 'ORDERS-00042.OK' });
    let wasMarked = true;
    const { drops } = fixture().open({
      reached: async (stage) => {
        if (stage === 'renamed') wasMarked = (await fixture().files('inbox')).has('ORDERS-00042.OK');
      },
    });
    expect(await drops.publish(drop, patient)).toMatchObject({ kind: 'published' });
    expect(wasMarked).toBe(false);
    expect((await fixture().files('inbox')).get('ORDERS-00042.OK')).toEqual(Buffer.alloc(0));
  });

  it('leaves a done marker that is there as it is', async () => {
    await fixture().put('inbox', 'ORDERS-00042.OK', Buffer.from('here already'));
    const drop = aDrop(undefined, { doneName: 'ORDERS-00042.OK' });
    expect(await fixture().open().drops.publish(drop, patient)).toMatchObject({ kind: 'published' });
    expect((await fixture().files('inbox')).get('ORDERS-00042.OK')).toEqual(Buffer.from('here already'));
  });

  it.each([
    [{ list: true, read: true }, 'hash'],
    [{ list: true, read: false }, 'size'],
    [{ list: false, read: false }, 'not-checked'],
  ] as const)('says how far it could check: with %j by %s', async (can, checked) => {
    const { drops } = fixture().open({ can });
    expect(await drops.publish(aDrop(), patient)).toEqual({ kind: 'published', checked });
  });

  it('publishes many files through one session, one after the other and side by side', async () => {
    const { drops } = fixture().open({ sessions: 1 });
    const many = Array.from({ length: 20 }, (_, number) =>
      aDrop(someBytes(100, number), { name: `MANY-${number}.DAT`, temporaryName: `.MANY-${number}.part` }),
    );
    const outcomes = await Promise.all(many.map((drop) => drops.publish(drop, patient)));
    expect(outcomes).toEqual(many.map(() => ({ kind: 'published', checked: 'hash' })));
    const files = await fixture().files('inbox');
    expect(many.every(({ name, bytes }) => files.get(name)?.equals(Buffer.from(bytes)))).toBe(true);
  });

  it('takes no name that leads out of the inbox', async () => {
    for (const name of ['../escaped.DAT', 'sub/escaped.DAT', '..', '']) {
      const outcome = await fixture().open().drops.publish(aDrop(undefined, { name }), patient);
      expect(outcome).toMatchObject({ kind: 'nothing-published' });
    }
    expect((await fixture().files('inbox')).size).toBe(0);
  });
}
