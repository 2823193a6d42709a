// Reads a file at the server in pieces, with several requests under way and a bounded number of bytes in memory.
// It must never take a short answer for the end of the file.
import { createHash } from 'node:crypto';
import type { SftpSession } from '../session/sftp-session.js';
import { PIECE_BYTES } from './write-file.js';

const PIECES_UNDER_WAY = 16;

/** The first `size` bytes of an opened file, in order; fewer when it ends before. */
export async function* readPieces(session: SftpSession, handle: Buffer, size: number): AsyncGenerator<Buffer> {
  const asked: Promise<Buffer>[] = [];
  let next = 0;
  try {
    for (let at = 0; at < size; at += PIECE_BYTES) {
      for (; next < size && asked.length < PIECES_UNDER_WAY; next += PIECE_BYTES) {
        asked.push(readWhole(session, handle, { at: next, length: Math.min(PIECE_BYTES, size - next) }));
      }
      const piece = (await asked.shift()) ?? Buffer.alloc(0);
      if (piece.length > 0) yield piece;
      if (piece.length < Math.min(PIECE_BYTES, size - at)) return;
    }
  } finally {
    // Answers that nobody waits for any more still have to arrive, or to fail quietly, before the handle is closed.
    await Promise.allSettled(asked);
  }
}

interface Range {
  readonly at: number;
  readonly length: number;
}

/** A server may answer with fewer bytes than were asked for; only an empty answer is the end. */
async function readWhole(session: SftpSession, handle: Buffer, { at, length }: Range): Promise<Buffer> {
  const first = await session.read(handle, length, at);
  if (first.length === length || first.length === 0) return first;
  const rest = await readWhole(session, handle, { at: at + first.length, length: length - first.length });
  return Buffer.concat([first, rest]);
}

/** Whether a file has exactly these bytes. Reads at most one byte more than it should have. */
export async function hasHash(session: SftpSession, path: string, expected: Expected): Promise<boolean> {
  const handle = await session.open(path, 'read');
  const hash = createHash('sha256');
  let count = 0;
  for await (const piece of readPieces(session, handle, expected.size + 1)) {
    hash.update(piece);
    count += piece.length;
  }
  await session.close(handle);
  return count === expected.size && hash.digest('hex') === expected.sha256;
}

interface Expected {
  readonly size: number;
  /** Hex. */
  readonly sha256: string;
}
