// Heads of the audit trail in a file that only grows.
// It must never change a line that is there; one that was cut short when power failed stays as it is.
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { HeadFile } from '../../src/audit/heads/head-file.port.js';

const PRIVATE = 0o600;
/** A head takes up to 600 bytes. */
const TAIL_BYTES = 131_072;
const LINE_END = 0x0a;

/** Lines in one file, which is made when the first one is written. */
export class AuditHeadFile extends HeadFile {
  constructor(private readonly path: string) {
    super();
  }

  async append(lines: readonly string[]): Promise<void> {
    await using file = await open(this.path, 'a+', PRIVATE);
    const start = (await isUnfinished(file)) ? '\n' : '';
    await file.appendFile(start + lines.map((line) => `${line}\n`).join(''), 'utf8');
    await file.sync();
  }

  async tail(): Promise<readonly string[]> {
    const size = await this.size();
    const lines: string[] = [];
    for await (const line of this.lines(Math.max(0, size - TAIL_BYTES), size)) lines.push(line);
    return lines;
  }

  async size(): Promise<number> {
    const file = await open(this.path, 'r').catch(ignoreMissing);
    if (file === undefined) return 0;
    await using opened = file;
    return (await opened.stat()).size;
  }

  async *lines(from: number, to: number): AsyncIterable<string> {
    if (to <= from) return;
    const input = createReadStream(this.path, { start: from, end: to - 1, encoding: 'utf8' });
    try {
      for await (const line of createInterface({ input, crlfDelay: Infinity })) yield line;
    } finally {
      input.destroy();
    }
  }
}

async function isUnfinished(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat();
  if (size === 0) return false;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer[0] !== LINE_END;
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}
