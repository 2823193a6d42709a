// Writes one file at the server, with several pieces under way at once.
// It must never write into a file that has another name as well.
import { ServerRefusal, STATUS } from '../session/session-faults.js';
import type { SftpSession } from '../session/sftp-session.js';

/** Every server takes packets of 34,000 bytes: draft-ietf-secsh-filexfer-02 section 3. */
export const PIECE_BYTES = 32_768;
const PIECES_UNDER_WAY = 32;

/**
 * Opens a file that did not exist. One left by an earlier try is removed first rather than emptied: on a server that died
 * inside its rename, the published file and the temporary one may be one and the same.
 */
export async function openFresh(session: SftpSession, path: string): Promise<Buffer> {
  try {
    return await session.open(path, 'fresh');
  } catch (error) {
    if (!(error instanceof ServerRefusal) || !mayExist(error)) throw error;
  }
  try {
    await session.remove(path);
  } catch (error) {
    // Servers that let nobody delete: then there is no second name either, as renaming removes the first one.
    if (error instanceof ServerRefusal && !mayExist(error)) return session.open(path, 'anew');
    throw error;
  }
  return session.open(path, 'fresh');
}

/** SFTP 3 has no code of its own for a name that is taken; 11 is that of SFTP 6, which some servers send anyway. */
export function mayExist({ code }: ServerRefusal): boolean {
  return code === STATUS.FAILURE || code === 11;
}

/** Writes all bytes; every one was acknowledged when it resolves. Nothing more is sent once a piece was refused. */
export async function writeAll(session: SftpSession, handle: Buffer, bytes: Uint8Array): Promise<void> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let next = 0;
  let isRefused = false;
  const writer = async (): Promise<void> => {
    while (next < buffer.length && !isRefused) {
      const at = next;
      next += PIECE_BYTES;
      await session.write(handle, buffer.subarray(at, next), at).catch((error: unknown) => {
        isRefused = true;
        throw error;
      });
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: PIECES_UNDER_WAY }, writer));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}
