// An answer that is lost, and a server that does not keep what it acknowledged: what is said then is the truth.
import { rmSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '../../src/kernel/manual-clock.js';
import type { Sighting } from '../../src/legacy/file-drop.js';
import { aDrop, patient, someBytes } from './drop-sample.js';
import { dropStage } from './drop-stage.js';

const DROP = aDrop(someBytes(3_000_000));
const ACKNOWLEDGEMENT = 'ORDERS-00042.ACK';
const stage = dropStage();

/** The server renames, and its answer is lost; then the batch job does something, and the gateway looks. */
async function lookAfterLostReply(meanwhile: () => void): Promise<Sighting> {
  const { drops } = stage().open();
  stage().server.faults.at({ kind: 'RENAME' }, 'cut-after');
  expect(await drops.publish(DROP, patient)).toMatchObject({ kind: 'unknown' });
  meanwhile();
  return drops.look(DROP, ACKNOWLEDGEMENT, patient);
}

/** Happens when the server has the request in hand. */
function atRename(happens: () => void): void {
  stage().server.faults.onRequest = ({ kind }) => {
    if (kind === 'RENAME') happens();
  };
}

describe('a lost answer to the rename', () => {
  it('leaves the file where it is: seen in the inbox', async () => {
    const sighting = await lookAfterLostReply(() => undefined);
    expect(sighting).toEqual({ inbox: 'same', archive: 'absent', acknowledgement: 'absent' });
  });

  it('may be followed by the batch job: seen in the archive', async () => {
    const sighting = await lookAfterLostReply(() => stage().directory.move(DROP.name, 'inbox', 'archive'));
    expect(sighting).toEqual({ inbox: 'absent', archive: 'same', acknowledgement: 'absent' });
  });

  it('may be followed by the acknowledgement, the file being deleted: seen by that', async () => {
    const sighting = await lookAfterLostReply(() => {
      stage().directory.clear();
      stage().directory.put('acknowledgements', ACKNOWLEDGEMENT, Buffer.from('done'));
    });
    expect(sighting).toEqual({ inbox: 'absent', archive: 'absent', acknowledgement: 'present' });
  });

  it.each([
    ['forbidden', () => stage().server.faults.deny(['STAT', 'OPEN', 'OPENDIR'], { folder: 'archive' })],
    ['gone', () => rmSync(stage().directory.path('archive'), { recursive: true })],
  ])('never proves a no when the archive is %s', async (_, take) => {
    const sighting = await lookAfterLostReply(() => {
      stage().directory.move(DROP.name, 'inbox', 'archive');
      take();
    });
    expect(sighting).toEqual({ inbox: 'absent', archive: 'unreadable', acknowledgement: 'absent' });
  });

  it('is unknown as well when it never comes', async () => {
    const clock = new ManualClock();
    stage().server.faults.at({ kind: 'RENAME' }, 'silence');
    atRename(() => clock.advance(200));
    const { drops } = stage().open({ stallTimeoutMs: 200, after: (ms, call) => clock.after(ms, call) });
    expect(await drops.publish(DROP, patient)).toMatchObject({ kind: 'unknown' });
  });

  it('is unknown as well when the caller gives up waiting for it', async () => {
    stage().server.faults.at({ kind: 'RENAME' }, 'silence');
    const caller = new AbortController();
    atRename(() => caller.abort());
    expect(await stage().open().drops.publish(DROP, caller.signal)).toMatchObject({ kind: 'unknown' });
  });

  it('is unknown when a gateway in front of the server says that the connection was lost', async () => {
    stage().server.faults.deny(['RENAME'], { code: 7 });
    expect(await stage().open().drops.publish(DROP, patient)).toMatchObject({ kind: 'unknown' });
  });
});

describe('a server that does not keep what it acknowledged', () => {
  it('publishes nothing when a file ends at 100 kB', async () => {
    stage().server.faults.keptBytes = 100_000;
    const outcome = await stage().open().drops.publish(DROP, patient);
    expect(outcome).toEqual({ kind: 'nothing-published', reason: 'the server kept 100000 of 3000000 bytes' });
    expect(stage().directory.files('inbox').size).toBe(0);
  });

  it('publishes nothing when one byte is another', async () => {
    stage().server.faults.isCorrupting = true;
    const outcome = await stage().open().drops.publish(DROP, patient);
    expect(outcome).toMatchObject({ kind: 'nothing-published', reason: expect.stringContaining('other bytes') });
    expect(stage().directory.files('inbox').size).toBe(0);
  });

  it('publishes nothing when the quota is used up', async () => {
    stage().server.faults.quota = 2_000_000;
    const outcome = await stage().open().drops.publish(DROP, patient);
    expect(outcome).toEqual({ kind: 'nothing-published', reason: 'quota exceeded' });
    expect(stage().directory.files('inbox').size).toBe(0);
  });

  it('is not mistaken for one that answers in small pieces', async () => {
    stage().server.faults.longestRead = 10_000;
    expect(await stage().open().drops.publish(DROP, patient)).toEqual({ kind: 'published', checked: 'hash' });
  });
});

describe('what a server really lets the gateway do', () => {
  it.each([
    ['replaces files', () => (stage().server.faults.isOverwriting = true), 'can.renameNoOverwrite'],
    ['lists nothing', () => stage().server.faults.deny(['OPENDIR'], { folder: 'inbox' }), 'can.list'],
    ['tells no sizes', () => stage().server.faults.deny(['STAT'], { folder: 'inbox' }), 'can.list'],
    ['lets nobody read', () => stage().server.faults.deny(['READ']), 'can.read'],
    ['lets nobody write', () => stage().server.faults.deny(['OPEN']), 'cannot be written'],
    ['lets nobody rename', () => stage().server.faults.deny(['RENAME']), 'cannot be renamed'],
    ['hides the archive', () => stage().server.faults.deny(['STAT'], { folder: 'archive' }), 'folders.archive'],
  ])('is proven: one that %s is told from what is declared', async (_, take, told) => {
    take();
    const faults = await stage().open().drops.prove(patient);
    expect(faults).toEqual([expect.stringContaining(told)]);
    stage().server.behave();
    expect(stage().directory.files('inbox').size).toBe(0);
  });

  it('is not asked for where it is not declared', async () => {
    stage().server.faults.isOverwriting = true;
    stage().server.faults.deny(['OPENDIR', 'STAT'], { folder: 'inbox' });
    const can = { list: false, read: false, renameNoOverwrite: false };
    expect(await stage().open({ can }).drops.prove(patient)).toEqual([]);
  });

  it('never leads out of a folder: names with separators are not listed', async () => {
    stage().directory.put('acknowledgements', 'A.ACK', someBytes(3));
    stage().server.faults.inventedNames = ['../inbox/B.ACK', '..', '/etc/passwd', 'sub\\C.ACK', 'line\nbreak'];
    const found = await stage().open().acknowledgements?.list(patient);
    expect(found?.map(({ name }) => name)).toEqual(['A.ACK']);
  });
});
