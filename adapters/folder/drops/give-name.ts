// Gives a file its final name without ever replacing another, and puts folders on disk.
// It must never use rename(2), which overwrites, unless the facade says that the folder has no fence.
import { access, link, open, rename, unlink } from 'node:fs/promises';
import { codeOf } from './file-errors.js';

/** Two names for an instant, then one. False when the name is taken. */
export async function giveName(temporary: string, final: string): Promise<boolean> {
  try {
    await link(temporary, final);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
  await unlink(temporary);
  return true;
}

/** For file systems without hard links: asks first, then renames. A file that comes in between is replaced. */
export async function giveNameUnfenced(temporary: string, final: string): Promise<boolean> {
  const isTaken = await access(final).then(
    () => true,
    () => false,
  );
  if (isTaken) return false;
  await rename(temporary, final);
  return true;
}

/** A name is durable only when the folder that holds it is on disk too. */
export async function syncFolder(path: string): Promise<void> {
  await using folder = await open(path, 'r');
  await folder.sync();
}
