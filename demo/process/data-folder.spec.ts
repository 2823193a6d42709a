// The data folder: one process at a time, and data that stays what it was.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DataFolder, DataFolderError } from './data-folder.js';

let path: string;
beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'contoso-'));
});
afterEach(() => rmSync(path, { recursive: true, force: true }));

describe('a data folder', () => {
  it('is made when it is missing, for its owner only', () => {
    const folder = DataFolder.hold(join(path, 'deep', 'er'));
    expect(statSync(folder.path).mode & 0o777).toBe(0o700);
    folder.release();
  });

  it('is held by one at a time', () => {
    const first = DataFolder.hold(path);
    expect(() => DataFolder.hold(path)).toThrow(DataFolderError);
    first.release();
    DataFolder.hold(path).release();
  });

  it('remembers how its data was grown', () => {
    const folder = DataFolder.hold(path);
    expect(folder.growth({ scale: 0.02 })).toEqual({ seed: 1, scale: 0.02 });
    expect(folder.growth({})).toEqual({ seed: 1, scale: 0.02 });
    folder.release();
  });

  it('refuses to be grown again in another way', () => {
    const folder = DataFolder.hold(path);
    folder.growth({ seed: 3 });
    expect(() => folder.growth({ seed: 4 })).toThrow('--seed 3 --scale 1');
    folder.release();
  });
});
