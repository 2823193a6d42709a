// The contract of the kept overrides, run on the memory twin and on the real one over a file.
import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CalendarOverrideFile } from '../../adapters/folder/calendar-override-file.js';
import { MemoryCalendarOverrides } from '../../adapters/memory/calendar-overrides.js';
import type { CalendarOverride, CalendarOverrides } from '../../src/protection/calendar/calendar-override.port.js';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'banyan-calendar-'));
  path = join(folder, 'calendar.json');
});
afterEach(() => rm(folder, { recursive: true }));

const at = '2026-11-20T12:00:00.000Z';
const all: CalendarOverride = { until: '2026-11-20T13:00:00.000Z', by: 'anna', reason: 'why', at };
const one: CalendarOverride = { ...all, channel: 'inbox' };
const reads: CalendarOverride = { ...all, reads: true };

const implementations: readonly (readonly [string, () => CalendarOverrides])[] = [
  ['memory', () => new MemoryCalendarOverrides()],
  ['folder', () => new CalendarOverrideFile(path)],
];

describe.each(implementations)('the kept overrides (%s)', (_, open) => {
  it('are none at first', async () => {
    expect(await open().load()).toEqual([]);
  });

  it('are those that were saved last, all of them and no more', async () => {
    const kept = open();
    await kept.save([all, one, reads]);
    expect(await kept.load()).toEqual([all, one, reads]);
    await kept.save([one]);
    expect(await kept.load()).toEqual([one]);
    await kept.save([]);
    expect(await kept.load()).toEqual([]);
  });
});

describe('the file of overrides', () => {
  it('is read by the next process, and by its owner only', async () => {
    await new CalendarOverrideFile(path).save([all]);
    expect(await new CalendarOverrideFile(path).load()).toEqual([all]);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it.each(['', '{', '{"overrides":[{"until":"tomorrow"}]}', '{"overrides":[],"more":1}'])(
    'stops the start with its path when it holds %j',
    async (text) => {
      await writeFile(path, text, { mode: 0o600 });
      await expect(new CalendarOverrideFile(path).load()).rejects.toThrow(path);
    },
  );

  it('is not believed when others may write to it', async () => {
    await writeFile(path, '{"overrides":[]}');
    await chmod(path, 0o666);
    await expect(new CalendarOverrideFile(path).load()).rejects.toThrow('chmod 600');
  });
});
