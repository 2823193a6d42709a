// Writes an acknowledgement of any length and has a process of its own read it, from disk, as the gateway does.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { expect } from '@jest/globals';
import { dropBinding } from '../../contracts/drop-opener.js';
import { acknowledgementOf, layoutOf } from '../layouts/sample-layouts.js';
import { ownFolder } from './own-folder.js';

/** What the process found, and the most memory it ever had. */
interface LongRead {
  readonly records: number;
  /** Commands that the file says something of. */
  readonly verdicts: number;
  readonly repeated: number;
  readonly reviews: number;
  readonly peakMb: number;
}

/** Commands of the batch that the file answers; three of four lines are about others. */
const MEMBERS = 500;
/** Lines that are about the batch: one of so many. */
const ONE_OF = 4;

/** So little that what is kept of a long file ends the process, and what is not collected yet stays out of the count. */
const HEAP = ['--max-old-space-size=40', '--max-semi-space-size=8'];

/** What the whole gateway may have while it reads a file of any length. */
const MOST_MB = 256;

const LINES_PER_PIECE = 10_000;

/** Reads a file of so many lines, a multiple of 10,000, and expects everything of it in bounded memory. */
export async function expectBoundedReading(lines: number): Promise<void> {
  const { peakMb, ...seen } = await readLongAcknowledgement(lines);
  const own = lines / ONE_OF;
  expect(seen).toEqual({ records: lines, verdicts: MEMBERS, repeated: own - MEMBERS, reviews: lines - own });
  expect(peakMb).toBeLessThan(MOST_MB);
  process.stdout.write(`${lines} lines, ${Math.round(peakMb)} MB at most\n`);
}

async function readLongAcknowledgement(lines: number): Promise<LongRead> {
  using own = ownFolder();
  const folder = join(own.path, 'outbox');
  await mkdir(folder);
  const name = 'AMD2026112000001.ACK';
  await pipeline(piecesOf(lines), createWriteStream(join(folder, name)));
  const { size } = await stat(join(folder, name));
  const folders = { inbox: 'inbox', archive: 'archive', acknowledgements: 'outbox', read: 'read' };
  const child = fork(resolve('test/support/running/acknowledgement-program.mjs'), {
    serialization: 'advanced',
    execArgv: HEAP,
  });
  try {
    await once(child, 'message');
    child.send({
      layout: layoutOf({ acknowledgement: acknowledgementOf() }),
      binding: dropBinding({ url: own.path, folders }),
      found: { name, size, modifiedAt: 0 },
      members: Array.from({ length: MEMBERS }, (_, index) => ({ commandId: idOf(index), line: index + 1 })),
    });
    const died = once(child, 'exit').then(([code]) =>
      Promise.reject(new Error(`the reader ended with ${String(code)}`)),
    );
    const [seen] = (await Promise.race([once(child, 'message'), died])) as [LongRead];
    return seen;
  } finally {
    child.kill('SIGKILL');
  }
}

const idOf = (number: number): string => `01JD${String(number).padStart(22, '0')}`;

/** Every command of the batch, again and again, among others that nobody knows. */
function* piecesOf(lines: number): Generator<string> {
  for (let first = 0; first < lines; first += LINES_PER_PIECE) {
    const piece = Array.from({ length: LINES_PER_PIECE }, (_, index) => {
      const number = first + index;
      const id = number % ONE_OF === 0 ? idOf((number / ONE_OF) % MEMBERS) : idOf(1_000_000 + number);
      return `${id};R;E01;The order does not exist, says the ERP at length\r\n`;
    });
    yield piece.join('');
  }
}
