// Guards key files: private from the first moment, and never made twice.
import { chmod, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openKeyFile } from './key-file.js';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'banyan-keys-'));
  path = join(folder, 'pepper');
});
afterEach(() => rm(folder, { recursive: true }));

describe('a key file', () => {
  it('is made at the first start, for its owner only, and read at the next', async () => {
    expect(await openKeyFile(path, () => 'first')).toBe('first');
    expect(await openKeyFile(path, () => 'second')).toBe('first');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['pepper']);
  });

  it('holds one key when many start at the same moment', async () => {
    const started = Array.from({ length: 10 }, (_, index) => openKeyFile(path, () => `key ${index}`));

    expect(new Set(await Promise.all(started)).size).toBe(1);
  });

  it.each([0o640, 0o604, 0o660, 0o620, 0o610])(
    'is refused in mode %o, in a sentence that says what to do',
    async (mode) => {
      await writeFile(path, 'the key');
      await chmod(path, mode);

      const refusal = await openKeyFile(path, () => 'another').catch((error: unknown) => (error as Error).message);

      const octal = mode.toString(8).padStart(4, '0');
      expect(refusal).toBe(
        `The file ${path} can be opened by others than its owner (mode ${octal}). Run: chmod 600 ${path}`,
      );
      expect(await readFile(path, 'utf8')).toBe('the key');
    },
  );

  it('is never replaced, not even when it is empty', async () => {
    await writeFile(path, '', { mode: 0o600 });

    expect(await openKeyFile(path, () => 'another')).toBe('');
  });
});
