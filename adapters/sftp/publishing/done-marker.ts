// The empty file that tells the batch job that the one before it is whole.
// It must never replace a marker that is there.
import { existence } from '../folders/remote-existence.js';
import { mayExist } from '../folders/write-file.js';
import { ServerRefusal } from '../session/session-faults.js';
import type { SftpSession } from '../session/sftp-session.js';

/** Makes the marker, or leaves the one that is there. Rejects when there is none afterwards. */
export async function writeMarker(session: SftpSession, path: string): Promise<void> {
  try {
    await session.close(await session.open(path, 'fresh'));
  } catch (error) {
    if (!(error instanceof ServerRefusal) || !mayExist(error)) throw error;
    if ((await existence(session, path)) === 'absent') throw error;
  }
}
