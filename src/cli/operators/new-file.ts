// Opens the files that commands write: private to their owner.
// It must never touch a file that is there.
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { CommandFailure, EXIT } from '../terminal.js';

const PRIVATE = 0o600;

/** A new file, open for writing. @param failed what a failure means for the person, without the full stop */
export async function openNewFile(path: string, failed: string): Promise<FileHandle> {
  try {
    return await open(path, 'wx', PRIVATE);
  } catch (error) {
    throw new CommandFailure(`${failed}: ${reasonOf(error as NodeJS.ErrnoException, path)}`, EXIT.usage);
  }
}

function reasonOf({ code, message }: NodeJS.ErrnoException, path: string): string {
  return code === 'EEXIST' ? `${path} is there already. It was not touched; give another name.` : message;
}
