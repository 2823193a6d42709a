// What looking promises: the truth about where a file is, and "unreadable" where there is no telling.
import { expect, it } from '@jest/globals';
import { ChannelFault } from '../../src/legacy/drop-channel.port.js';
import type { DropFixture } from './drop-channel-fixture.js';
import { aDrop, patient, someBytes } from './drop-sample.js';

const ACKNOWLEDGEMENT = 'ORDERS-00042.ACK';

export function lookCases(fixture: () => DropFixture): void {
  const look = (drop = aDrop(), options: Parameters<DropFixture['open']>[0] = {}) =>
    fixture().open(options).drops.look(drop, ACKNOWLEDGEMENT, patient);

  it('sees that a file is nowhere', async () => {
    expect(await look()).toEqual({ inbox: 'absent', archive: 'absent', acknowledgement: 'absent' });
  });

  it('sees a file in the inbox, and follows it to the archive', async () => {
    const drop = aDrop();
    await fixture().put('inbox', drop.name, drop.bytes);
    expect(await look()).toEqual({ inbox: 'same', archive: 'absent', acknowledgement: 'absent' });
    await fixture().move(drop.name, 'inbox', 'archive');
    expect(await look()).toEqual({ inbox: 'absent', archive: 'same', acknowledgement: 'absent' });
  });

  it.each([
    ['of the same length', someBytes(1_000, 2)],
    ['that is shorter', someBytes(999)],
    ['that is longer', someBytes(1_001)],
    ['that is empty', Buffer.alloc(0)],
  ])('tells another file %s from the same', async (_, bytes) => {
    await fixture().put('inbox', aDrop().name, bytes);
    await fixture().put('archive', aDrop().name, bytes);
    expect(await look()).toMatchObject({ inbox: 'different', archive: 'different' });
  });

  it('goes by the size where files cannot be read', async () => {
    await fixture().put('inbox', aDrop().name, someBytes(1_000, 2));
    await fixture().put('archive', aDrop().name, someBytes(999));
    expect(await look(aDrop(), { can: { read: false } })).toMatchObject({ inbox: 'same', archive: 'different' });
  });

  it('says unreadable, and not absent, where it may not look', async () => {
    await fixture().put('inbox', aDrop().name, aDrop().bytes);
    const unreadable = { inbox: 'unreadable', archive: 'unreadable', acknowledgement: 'unreadable' };
    expect(await look(aDrop(), { can: { list: false, read: false } })).toEqual(unreadable);
  });

  it('says unreadable of folders that the facade does not name', async () => {
    const sighting = await look(aDrop(), { without: ['archive', 'acknowledgements'] });
    expect(sighting).toEqual({ inbox: 'absent', archive: 'unreadable', acknowledgement: 'unreadable' });
  });

  it('finds the acknowledgement, read by the gateway or not', async () => {
    await fixture().put('acknowledgements', ACKNOWLEDGEMENT, Buffer.from('yes'));
    expect(await look()).toMatchObject({ acknowledgement: 'present' });
    await fixture().move(ACKNOWLEDGEMENT, 'acknowledgements', 'read');
    expect(await look()).toMatchObject({ acknowledgement: 'present' });
  });

  it('asks for no acknowledgement where there is none', async () => {
    const { drops } = fixture().open({ without: ['acknowledgements'] });
    expect(await drops.look(aDrop(), undefined, patient)).toMatchObject({ acknowledgement: 'absent' });
  });

  it('writes the done marker that a file in the inbox still lacks, and only there', async () => {
    const drop = aDrop(undefined, { doneName: 'ORDERS-00042.OK' });
    await look(drop);
    expect((await fixture().files('inbox')).size).toBe(0);
    await fixture().put('archive', drop.name, drop.bytes);
    await look(drop);
    expect((await fixture().files('inbox')).size).toBe(0);
    await fixture().put('inbox', drop.name, drop.bytes);
    expect(await look(drop)).toMatchObject({ inbox: 'same' });
    expect((await fixture().files('inbox')).get('ORDERS-00042.OK')).toEqual(Buffer.alloc(0));
  });

  it('writes no done marker for another file, nor into a closed window', async () => {
    const drop = aDrop(undefined, { doneName: 'ORDERS-00042.OK', notAfter: 1_000 });
    await fixture().put('inbox', drop.name, someBytes(10));
    expect(await look(drop, { now: () => 500 })).toMatchObject({ inbox: 'different' });
    await fixture().put('inbox', drop.name, drop.bytes);
    await expect(look(drop, { now: () => 1_001 })).rejects.toBeInstanceOf(ChannelFault);
    expect((await fixture().files('inbox')).has('ORDERS-00042.OK')).toBe(false);
  });

  it('rejects for a caller who has given up', async () => {
    const { drops } = fixture().open();
    await expect(drops.look(aDrop(), undefined, AbortSignal.abort())).rejects.toBeInstanceOf(ChannelFault);
  });

  it('proves what the server keeps, and leaves nothing behind', async () => {
    expect(await fixture().open().drops.prove(patient)).toEqual([]);
    expect((await fixture().files('inbox')).size).toBe(0);
  });

  it('is ready when the server answers', async () => {
    expect(await fixture().open().drops.probe(patient)).toEqual({ kind: 'ready' });
  });
}
