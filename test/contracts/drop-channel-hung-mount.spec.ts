// Folders that do not behave as one disk: a mount that never answers, and a temporary name on another file system.
import { execFileSync } from 'node:child_process';
import { constants, closeSync, existsSync, mkdtempSync, openSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pbkdf2 } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { reasonOf } from '../../adapters/folder/drops/file-errors.js';
import { folderChannelFactory } from '../../adapters/folder/drops/folder-channel-factory.js';
import { giveName } from '../../adapters/folder/drops/give-name.js';
import type { OpenDropsOptions } from './drop-channel-fixture.js';
import { DropDirectory } from './drop-directory.js';
import { DropOpener } from './drop-opener.js';
import { aDrop, patient } from './drop-sample.js';

let directory: DropDirectory;
let opener: DropOpener;
let pipes: string[];
beforeEach(() => {
  directory = new DropDirectory();
  opener = new DropOpener(folderChannelFactory());
  pipes = [];
});
afterEach(async () => {
  await opener.close();
  answer();
  directory.close();
});

const open = (options: OpenDropsOptions = {}) =>
  opener.open({ url: `file://${directory.root}`, folders: directory.folders('') }, options);

/** A name whose opening never returns: a pipe that nobody writes to. What a hung mount does to every name. */
function hang(folder: 'inbox' | 'acknowledgements', name: string): void {
  const path = directory.path(folder, name);
  rmSync(path, { force: true });
  execFileSync('mkfifo', [path]);
  pipes.push(path);
}

/** Lets go of every thread that hangs. */
function answer(): void {
  for (const path of pipes) if (existsSync(path)) closeSync(openSync(path, constants.O_RDWR | constants.O_NONBLOCK));
}

describe('a mount that never answers', () => {
  it('bounds looking and publishing by the stall deadline', async () => {
    const drop = aDrop(new Uint8Array(), { name: 'HUNG.DAT', temporaryName: '.HUNG.part' });
    hang('inbox', drop.name);
    const { drops } = open({ stallTimeoutMs: 200 });
    const startedAt = performance.now();
    await expect(drops.look(drop, undefined, patient)).rejects.toThrow('silent for 200 ms');
    const { drops: publishing } = open({
      stallTimeoutMs: 200,
      reached: (stage) => (stage === 'written' ? hang('inbox', drop.temporaryName) : undefined),
    });
    expect(await publishing.publish(drop, patient)).toEqual({
      kind: 'nothing-published',
      reason: expect.stringContaining('silent for 200 ms'),
    });
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });

  it('bounds reading an acknowledgement', async () => {
    hang('acknowledgements', 'A.ACK');
    const { acknowledgements } = open({ stallTimeoutMs: 200 });
    const read = async (): Promise<void> => {
      const found = { name: 'A.ACK', size: 10, modifiedAt: 0 };
      for await (const piece of acknowledgements?.read(found, patient) ?? []) expect(piece).toBeUndefined();
    };
    await expect(read()).rejects.toThrow('silent for 200 ms');
  });

  it('leaves the rest of the gateway its threads, however often it is asked', async () => {
    const drop = aDrop(new Uint8Array(), { name: 'HUNG.DAT' });
    hang('inbox', drop.name);
    const { drops } = open({ sessions: 8, stallTimeoutMs: 100 });
    const looks = Array.from({ length: 8 }, () =>
      drops.look(drop, undefined, patient).catch((error: unknown) => error),
    );
    expect((await Promise.all(looks)).every((end) => end instanceof Error)).toBe(true);
    const work = Promise.all([stat(tmpdir()), promisify(pbkdf2)('a', 'b', 1, 16, 'sha256')]).then(() => 'done');
    const late = new Promise((resolve) => setTimeout(resolve, 10_000, 'the gateway stands still').unref());
    expect(await Promise.race([work, late])).toBe('done');
    answer();
  });

  it('is used again as soon as it answers', async () => {
    const drop = aDrop(new Uint8Array(), { name: 'HUNG.DAT' });
    hang('inbox', drop.name);
    const { drops } = open({ sessions: 8, stallTimeoutMs: 300 });
    const looks = Array.from({ length: 4 }, () => drops.look(drop, undefined, patient).catch(() => undefined));
    await Promise.all(looks);
    answer();
    rmSync(pipes[0] ?? '', { force: true });
    const { drops: patiently } = open();
    expect(await patiently.publish(drop, patient)).toMatchObject({ kind: 'published' });
  });
});

/** A folder on another file system than the tests' own, where the machine has one. */
const ELSEWHERE = '/dev/shm';
const hasElsewhere = existsSync(ELSEWHERE) && statSync(ELSEWHERE).dev !== statSync(tmpdir()).dev;

describe('folders on different file systems', () => {
  const elsewhere = hasElsewhere ? it : it.skip;

  elsewhere('hold acknowledgements that are put away, none over another (needs /dev/shm)', async () => {
    const other = mkdtempSync(join(ELSEWHERE, 'banyan-'));
    try {
      rmSync(directory.path('read'), { recursive: true });
      symlinkSync(other, directory.path('read'));
      const { acknowledgements } = open();
      for (const content of ['one', 'two']) {
        directory.put('acknowledgements', 'A.ACK', Buffer.from(content));
        await acknowledgements?.putAway('A.ACK', patient);
      }
      expect([...directory.files('acknowledgements').keys()]).toEqual([]);
      expect([...directory.files('read')].map(([name, bytes]) => `${name} ${bytes.toString()}`)).toEqual([
        ...['A.ACK one', 'A.ACK.2 two'],
      ]);
    } finally {
      rmSync(other, { recursive: true, force: true });
    }
  });

  elsewhere('give no name to a file, which is a proof that nothing was published (needs /dev/shm)', async () => {
    const other = mkdtempSync(join(ELSEWHERE, 'banyan-'));
    try {
      directory.put('inbox', '.PART', Buffer.from('whole'));
      const final = join(other, 'F.DAT');
      const refused = giveName(directory.path('inbox', '.PART'), final).catch((error: unknown) => error);
      expect(await refused).toMatchObject({ code: 'EXDEV', syscall: 'link' });
      expect([existsSync(final), [...directory.files('inbox').keys()]]).toEqual([false, ['.PART']]);
      expect(reasonOf(await refused)).toContain('different file systems');
    } finally {
      rmSync(other, { recursive: true, force: true });
    }
  });
});
