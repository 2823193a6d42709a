// Whether something is there, told apart from not being allowed to know.
// It must never say "absent" because the folder itself is missing.
import { isMissing, ServerRefusal } from '../session/session-faults.js';
import type { SftpSession } from '../session/sftp-session.js';

export type Existence = 'there' | 'absent' | 'unknown';

/** Asks for a path by its attributes. */
export async function existence(session: SftpSession, path: string): Promise<Existence> {
  try {
    await session.stat(path);
    return 'there';
  } catch (error) {
    return whenRefused(error);
  }
}

/** The same for a file that may only be opened. */
export async function existenceByOpening(session: SftpSession, path: string): Promise<Existence> {
  try {
    await session.close(await session.open(path, 'read'));
    return 'there';
  } catch (error) {
    return whenRefused(error);
  }
}

/** Whether this is a folder that can be asked about what is in it. */
export async function isFolder(session: SftpSession, path: string): Promise<boolean> {
  try {
    return (await session.stat(path)).isFolder;
  } catch (error) {
    if (error instanceof ServerRefusal) return false;
    throw error;
  }
}

function whenRefused(error: unknown): Existence {
  if (isMissing(error)) return 'absent';
  if (error instanceof ServerRefusal) return 'unknown';
  throw error;
}
