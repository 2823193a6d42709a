// Writes and compares whole files on disk. It must never write into a file that has another name as well.
import { createHash } from 'node:crypto';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { codeOf } from './file-errors.js';

const READABLE_BY_GROUP = 0o660;
const PIECE_BYTES = 65_536;

/**
 * Opens a file that did not exist. One left by an earlier try is removed rather than emptied: after a crash between the
 * two halves of giving a name, the published file and the temporary one are one and the same.
 */
export async function openFresh(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'wx', READABLE_BY_GROUP);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
  await unlink(path);
  return open(path, 'wx', READABLE_BY_GROUP);
}

/** Resolves when the bytes are on disk and the file is closed; mounted folders tell some failures at the close only. */
export async function writeThrough(file: FileHandle, bytes: Uint8Array): Promise<void> {
  await file.writeFile(bytes);
  await file.sync();
  await file.close();
}

/** The first `size` bytes of a file in pieces; fewer when it ends before. */
export async function* readPieces(file: FileHandle, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < size;) {
    const length = Math.min(PIECE_BYTES, size - at);
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(length), 0, length, at);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
    at += bytesRead;
  }
}

/** Whether a file has exactly this many bytes with this SHA-256, hex. Reads at most one byte more. */
export async function hasHash(path: string, size: number, sha256: string): Promise<boolean> {
  await using file = await open(path, 'r');
  const hash = createHash('sha256');
  let count = 0;
  for await (const piece of readPieces(file, size + 1)) {
    hash.update(piece);
    count += piece.length;
  }
  return count === size && hash.digest('hex') === sha256;
}
