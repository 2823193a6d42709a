// The contract of the kept breakers, run on the memory twin and on the real one over a file.
import { chmod, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { BreakerFile } from '../../adapters/folder/breaker-file.js';
import { MemoryBreakers } from '../../adapters/memory/breaker-memory.js';
import type { BreakerMemory, KeptBreaker } from '../../src/protection/breaker/breaker-memory.port.js';
import { ownFolder } from '../support/running/own-folder.js';

let folder: ReturnType<typeof ownFolder>;
let path: string;
beforeEach(() => {
  folder = ownFolder();
  path = join(folder.path, 'breakers.json');
});
afterEach(() => folder[Symbol.dispose]());

const open: KeptBreaker = { name: 'replica', openUntil: '2026-11-20T13:00:00.000Z' };
const held: KeptBreaker = { name: 'inbox', held: { by: 'anna', reason: 'moving', at: '2026-11-20T12:00:00.000Z' } };

const implementations: readonly (readonly [string, () => BreakerMemory])[] = [
  ['memory', () => new MemoryBreakers()],
  ['folder', () => new BreakerFile(path)],
];

describe.each(implementations)('the kept breakers (%s)', (_, make) => {
  it('are none at first', async () => {
    expect(await make().load()).toEqual([]);
  });

  it('are those that were saved last, all of them and no more', async () => {
    const memory = make();
    await memory.save([open, held]);
    expect(await memory.load()).toEqual([open, held]);
    await memory.save([held]);
    expect(await memory.load()).toEqual([held]);
    await memory.save([]);
    expect(await memory.load()).toEqual([]);
  });
});

describe('the file of breakers', () => {
  it('is read by the next process, and by its owner only', async () => {
    await new BreakerFile(path).save([held]);
    expect(await new BreakerFile(path).load()).toEqual([held]);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it.each(['', '{', '{"breakers":[{"name":"replica","openUntil":"soon"}]}', '{"breakers":[],"more":1}'])(
    'stops the start with its path when it holds %j',
    async (text) => {
      await writeFile(path, text, { mode: 0o600 });
      await expect(new BreakerFile(path).load()).rejects.toThrow(path);
    },
  );

  it('is not believed when others may write to it', async () => {
    await writeFile(path, '{"breakers":[]}');
    await chmod(path, 0o666);
    await expect(new BreakerFile(path).load()).rejects.toThrow('chmod 600');
  });
});
