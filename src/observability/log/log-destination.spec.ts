// The destination of the log buffers, can be emptied, and never grows without bound.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openLogDestination } from './log-destination.js';

describe('a log destination', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'banyan-log-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('has every line on file after flush', async () => {
    const file = join(folder, 'a.log');
    const destination = openLogDestination(file);
    for (let n = 0; n < 1000; n += 1) destination.write(`{"n":${n}}\n`);
    await destination.flush();
    expect((await readFile(file, 'utf8')).trimEnd().split('\n')).toHaveLength(1000);
    expect(destination.dropped()).toBe(0);
  });

  it('drops and counts lines beyond its bound', async () => {
    const file = join(folder, 'b.log');
    const destination = openLogDestination(file, { minBytes: 1024, maxBytes: 2048, flushEveryMs: 1000 });
    for (let n = 0; n < 100; n += 1) destination.write(`${'x'.repeat(99)}\n`);
    await destination.flush();
    const kept = (await readFile(file, 'utf8')).length / 100;
    expect(destination.dropped()).toBeGreaterThan(0);
    expect(kept + destination.dropped()).toBe(100);
  });
});
