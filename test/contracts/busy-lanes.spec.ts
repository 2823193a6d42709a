// The contract of the marks of busy lanes, run on the memory twin and on the real one over a folder.
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { BusyLaneFiles } from '../../adapters/folder/busy-lane-files.js';
import { MemoryBusyLanes } from '../../adapters/memory/busy-lanes.js';
import type { BusyLanes } from '../../src/protection/lanes/busy-lanes.port.js';
import { ownFolder } from '../support/running/own-folder.js';

let folder: ReturnType<typeof ownFolder>;
let path: string;
beforeEach(() => {
  folder = ownFolder();
  path = join(folder.path, 'busy-lanes');
});
afterEach(() => folder[Symbol.dispose]());

const replica = { lane: 'replica', mayRunMs: 7_000 };
const archive = { lane: 'archive', mayRunMs: 62_000 };

const implementations: readonly (readonly [string, () => BusyLanes])[] = [
  ['memory', () => new MemoryBusyLanes()],
  ['folder', () => new BusyLaneFiles(path)],
];

describe.each(implementations)('the marks of busy lanes (%s)', (_, make) => {
  it('are none at first, and clearing one that is not there does no harm', async () => {
    const marks = make();
    await marks.clear('replica');
    expect(await marks.load()).toEqual([]);
  });

  it('are those that were made and not cleared, the last of each lane', async () => {
    const marks = make();
    await marks.mark({ ...replica, mayRunMs: 1 });
    await marks.mark(replica);
    await marks.mark(archive);
    expect(new Set(await marks.load())).toEqual(new Set([replica, archive]));
    await marks.clear('replica');
    expect(await marks.load()).toEqual([archive]);
  });
});

describe('the folder of marks', () => {
  it('is read by the next process, and by its owner only', async () => {
    await new BusyLaneFiles(path).mark(replica);
    expect(await new BusyLaneFiles(path).load()).toEqual([replica]);
    expect((await stat(join(path, 'replica.busy'))).mode & 0o777).toBe(0o600);
    expect((await stat(path)).mode & 0o777).toBe(0o700);
  });

  it('keeps every mark inside, whatever a lane is called', async () => {
    const marks = new BusyLaneFiles(path);
    await marks.mark({ lane: '../outside', mayRunMs: 1 });
    expect(await readdir(folder.path)).toEqual(['busy-lanes']);
    expect(await marks.load()).toEqual([{ lane: '../outside', mayRunMs: 1 }]);
    await marks.clear('../outside');
    expect(await marks.load()).toEqual([]);
  });

  it.each(['', '{', '{"lane":"replica","mayRunMs":-1}'])(
    'stops the start with its path when a mark holds %j',
    async (text) => {
      await mkdir(path);
      await writeFile(join(path, 'replica.busy'), text, { mode: 0o600 });
      await expect(new BusyLaneFiles(path).load()).rejects.toThrow(join(path, 'replica.busy'));
    },
  );
});
