// Marks of busy lanes, one small file each in a folder of their own.
// It must never take a mark that it cannot read for none: too many statements at the ERP is not the safe side.
import { mkdir, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { BusyMark } from '../../src/protection/lanes/busy-lanes.port.js';
import { BusyLanes } from '../../src/protection/lanes/busy-lanes.port.js';
import { replaceFile } from './atomic-write.js';
import { jsonOf } from './json-of.js';
import { readPrivateFile, WRITABLE_BY_OTHERS } from './private-file.js';

const mark = z.strictObject({ lane: z.string().min(1), mayRunMs: z.int().min(0) });
const ENDING = '.busy';

/** One folder, made with the first mark. */
export class BusyLaneFiles extends BusyLanes {
  constructor(private readonly folder: string) {
    super();
  }

  async load(): Promise<readonly BusyMark[]> {
    const names = await readdir(this.folder).catch(noneWhereMissing);
    return Promise.all(names.filter((name) => name.endsWith(ENDING)).map((name) => this.#read(name)));
  }

  async mark(busy: BusyMark): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await replaceFile(this.#path(busy.lane), `${JSON.stringify(busy)}\n`);
  }

  async clear(lane: string): Promise<void> {
    await unlink(this.#path(lane)).catch(noneWhereMissing);
  }

  async #read(name: string): Promise<BusyMark> {
    const path = join(this.folder, name);
    const parsed = mark.safeParse(jsonOf((await readPrivateFile(path, WRITABLE_BY_OTHERS)) ?? ''));
    if (parsed.success) return parsed.data;
    const advice = 'Remove it once no statement of the former process can be running at the ERP.';
    throw new Error(`The mark of a busy source in ${path} is not valid. ${advice}`);
  }

  /** Names of sources are plain words; one that is not must not leave the folder. */
  #path(lane: string): string {
    return join(this.folder, `${encodeURIComponent(lane)}${ENDING}`);
  }
}

function noneWhereMissing(error: NodeJS.ErrnoException): [] {
  if (error.code === 'ENOENT') return [];
  throw error;
}
