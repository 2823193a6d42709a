// The memory twin of the file of heads. It must never promise more than the real one: nothing but durability is left out.
import { HeadFile } from '../../src/audit/heads/head-file.port.js';

const MOST = 1_000;

/** Keeps lines for as long as the process lives. */
export class MemoryHeadFile extends HeadFile {
  /** The bytes of the file, as text; for tests that do to it what somebody might do. */
  content = '';

  async append(lines: readonly string[]): Promise<void> {
    await Promise.resolve();
    const start = this.content === '' || this.content.endsWith('\n') ? '' : '\n';
    this.content += start + lines.map((line) => `${line}\n`).join('');
  }

  async tail(): Promise<readonly string[]> {
    return Promise.resolve(linesOf(this.content).slice(-MOST));
  }

  async size(): Promise<number> {
    return Promise.resolve(Buffer.byteLength(this.content));
  }

  async *lines(from: number, to: number): AsyncIterable<string> {
    await Promise.resolve();
    yield* linesOf(Buffer.from(this.content).subarray(from, to).toString());
  }
}

function linesOf(text: string): readonly string[] {
  const lines = text.split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
