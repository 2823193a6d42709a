// The contract of the file of heads.
import { appendFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { AuditHeadFile } from '../../adapters/folder/audit-head-file.js';
import type { HeadFile } from '../../src/audit/heads/head-file.port.js';
import { ownFolder } from '../support/running/own-folder.js';

interface OpenHeadFile extends Disposable {
  readonly file: HeadFile;
  /** What a power cut leaves of a line. */
  readonly cutShort: (text: string) => void;
}

function open(): OpenHeadFile {
  const folder = ownFolder();
  const path = join(folder.path, 'heads.ndjson');
  return {
    file: new AuditHeadFile(path),
    cutShort: (text) => appendFileSync(path, text),
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  };
}

async function linesOf(file: HeadFile, from = 0, to?: number): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const line of file.lines(from, to ?? (await file.size()))) lines.push(line);
  return lines;
}

describe('a file of heads', () => {
  it('holds nothing before anything is written', async () => {
    using fixture = open();
    expect([await fixture.file.size(), await fixture.file.tail(), await linesOf(fixture.file)]).toEqual([0, [], []]);
  });

  it('keeps lines in the order they were appended', async () => {
    using fixture = open();
    await fixture.file.append(['one', 'two']);
    await fixture.file.append(['drei – ü']);
    expect(await linesOf(fixture.file)).toEqual(['one', 'two', 'drei – ü']);
    expect(await fixture.file.tail()).toEqual(['one', 'two', 'drei – ü']);
  });

  it('gives the lines between two sizes', async () => {
    using fixture = open();
    await fixture.file.append(['one']);
    const first = await fixture.file.size();
    await fixture.file.append(['two']);
    const second = await fixture.file.size();
    await fixture.file.append(['three']);
    expect(await linesOf(fixture.file, 0, first)).toEqual(['one']);
    expect(await linesOf(fixture.file, first, second)).toEqual(['two']);
    expect(await linesOf(fixture.file, first)).toEqual(['two', 'three']);
  });

  it('goes on in a new line behind one that was cut short', async () => {
    using fixture = open();
    await fixture.file.append(['one']);
    fixture.cutShort('tw');
    await fixture.file.append(['three']);
    expect(await linesOf(fixture.file)).toEqual(['one', 'tw', 'three']);
  });

  it('gives the last two hundred lines of many', async () => {
    using fixture = open();
    const lines = Array.from({ length: 2_000 }, (_, number) => `${number} ${'x'.repeat(500)}`);
    await fixture.file.append(lines);
    expect((await fixture.file.tail()).slice(-200)).toEqual(lines.slice(-200));
  });
});

it('a file of heads in a folder can be opened by its owner only', async () => {
  using folder = ownFolder();
  const path = join(folder.path, 'heads.ndjson');
  await new AuditHeadFile(path).append(['one']);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});
