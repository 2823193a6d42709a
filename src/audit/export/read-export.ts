// Reads an exported trail back, line by line, to be verified.
// It must never take a part for the whole.
import { auditEntryOf } from '../chain-entry.js';
import type { ChainedEntry } from '../chain/chain-digest.js';
import type { FoundTrail } from '../verify/verify-trail.js';
import { readEndLine, readEntryLine, readHeader } from './export-line.js';

/** The export cannot be verified; the message says why, for people. */
class UnusableExport extends Error {
  override readonly name = 'UnusableExport';
}

/** The trail of an export. Rejects with UnusableExport at once, or while the entries are read. */
export async function readExport(lines: AsyncIterable<string>): Promise<FoundTrail> {
  const iterator = lines[Symbol.asyncIterator]();
  const first = await iterator.next();
  const header = first.done === true ? undefined : readHeader(first.value);
  if (header === undefined) throw new UnusableExport('The file does not start like an export of the audit trail.');
  if (!header.whole) throw new UnusableExport('The export was made with filters; only a whole one can be verified.');
  const { stream, checkpoint } = header;
  const rest = { [Symbol.asyncIterator]: () => iterator };
  return {
    stream,
    checkpoint: checkpoint ?? undefined,
    recordedHead: undefined,
    copied: true,
    entries: entriesOf(rest),
  };
}

async function* entriesOf(lines: AsyncIterable<string>): AsyncIterable<ChainedEntry> {
  let number = 1;
  let ended: number | undefined;
  for await (const line of lines) {
    number += 1;
    ended ??= readEndLine(line);
    if (ended === undefined) yield entryOf(line, number);
  }
  if (ended === undefined) throw new UnusableExport('The export is not whole: its last line is missing. Export again.');
}

function entryOf(line: string, number: number): ChainedEntry {
  const entry = readEntryLine(line);
  if (entry === undefined) throw new UnusableExport(`Line ${number} of the export is no entry.`);
  try {
    const { action, subject } = auditEntryOf(entry.text);
    return { ...entry, action, subject };
  } catch {
    throw new UnusableExport(`Line ${number} of the export holds no entry that can be read.`);
  }
}
