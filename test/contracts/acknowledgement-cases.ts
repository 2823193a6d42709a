// The contract of the folder of acknowledgements.
import { expect, it } from '@jest/globals';
import type { AcknowledgementFolder, FoundFile } from '../../src/legacy/acknowledgement-folder.port.js';
import { ChannelFault } from '../../src/legacy/drop-channel.port.js';
import type { DropFixture } from './drop-channel-fixture.js';
import { patient, someBytes } from './drop-sample.js';

export function acknowledgementCases(fixture: () => DropFixture): void {
  const folder = (): AcknowledgementFolder => {
    const { acknowledgements } = fixture().open({ sessions: 1 });
    if (acknowledgements === undefined) throw new Error('the fixture has no folder of acknowledgements');
    return acknowledgements;
  };
  const read = async (from: AcknowledgementFolder, file: FoundFile): Promise<Buffer> => {
    const pieces: Uint8Array[] = [];
    for await (const piece of from.read(file, patient)) pieces.push(piece);
    return Buffer.concat(pieces);
  };

  it('lists the plain files with their sizes', async () => {
    await fixture().put('acknowledgements', 'A.ACK', someBytes(10));
    await fixture().put('acknowledgements', 'B.ACK', someBytes(0));
    await fixture().put('read', 'OLD.ACK', someBytes(5));
    const found = await folder().list(patient);
    expect(new Map(found.map(({ name, size }) => [name, size]))).toEqual(
      new Map([
        ['A.ACK', 10],
        ['B.ACK', 0],
      ]),
    );
  });

  it.each([0, 1, 40_000, 2_000_000])('reads %d bytes in pieces that are bounded', async (size) => {
    const bytes = someBytes(size);
    await fixture().put('acknowledgements', 'A.ACK', bytes);
    const pieces: Uint8Array[] = [];
    for await (const piece of folder().read({ name: 'A.ACK', size, modifiedAt: 0 }, patient)) pieces.push(piece);
    expect(Buffer.concat(pieces).equals(bytes)).toBe(true);
    expect(Math.max(0, ...pieces.map(({ length }) => length))).toBeLessThanOrEqual(65_536);
  });

  it('refuses a file that is shorter or longer than it was listed', async () => {
    await fixture().put('acknowledgements', 'A.ACK', someBytes(50_000));
    for (const size of [49_999, 50_001, 0, 99_999]) {
      await expect(read(folder(), { name: 'A.ACK', size, modifiedAt: 0 })).rejects.toBeInstanceOf(ChannelFault);
    }
  });

  it('can be left in the middle of a file, and read again', async () => {
    const from = folder();
    const bytes = someBytes(2_000_000);
    await fixture().put('acknowledgements', 'A.ACK', bytes);
    const file = { name: 'A.ACK', size: bytes.length, modifiedAt: 0 };
    for await (const piece of from.read(file, patient)) {
      expect(piece.length).toBeGreaterThan(0);
      break;
    }
    expect((await read(from, file)).equals(bytes)).toBe(true);
  });

  it('puts a file away unchanged', async () => {
    const from = folder();
    await fixture().put('acknowledgements', 'A.ACK', someBytes(10));
    await from.putAway('A.ACK', patient);
    expect((await fixture().files('acknowledgements')).size).toBe(0);
    expect([...(await fixture().files('read'))]).toEqual([['A.ACK', someBytes(10)]]);
  });

  it('keeps both when one of that name was put away before', async () => {
    const from = folder();
    for (const seed of [1, 2, 3]) {
      await fixture().put('acknowledgements', 'A.ACK', someBytes(10, seed));
      await from.putAway('A.ACK', patient);
    }
    const kept = [...(await fixture().files('read')).values()];
    expect(kept).toHaveLength(3);
    expect(kept).toEqual(expect.arrayContaining([1, 2, 3].map((seed) => someBytes(10, seed))));
  });

  it('says ChannelFault of a file that is not there', async () => {
    await expect(folder().putAway('NONE.ACK', patient)).rejects.toBeInstanceOf(ChannelFault);
    await expect(read(folder(), { name: 'NONE.ACK', size: 1, modifiedAt: 0 })).rejects.toBeInstanceOf(ChannelFault);
  });

  it('takes no name that leads out of the folder', async () => {
    await fixture().put('inbox', 'SECRET.DAT', someBytes(10));
    const name = '../inbox/SECRET.DAT';
    await expect(folder().putAway(name, patient)).rejects.toBeInstanceOf(ChannelFault);
    await expect(read(folder(), { name, size: 10, modifiedAt: 0 })).rejects.toBeInstanceOf(ChannelFault);
    expect((await fixture().files('inbox')).size).toBe(1);
  });
}
