// Reads files that only their owner may touch.
// It must never repeat what such a file holds, not even in an error.
import { open } from 'node:fs/promises';

/** Permission bits that must not be set. */
export const READABLE_BY_OTHERS = 0o077;
export const WRITABLE_BY_OTHERS = 0o022;

/**
 * The text of a file, or undefined when there is none. Throws when it is open to others in one of the `forbidden`
 * bits; mode and content come from the same open file, so they cannot be swapped in between.
 */
export async function readPrivateFile(path: string, forbidden: number): Promise<string | undefined> {
  const file = await open(path, 'r').catch(ignoreMissing);
  if (file === undefined) return undefined;
  await using opened = file;
  const { mode } = await opened.stat();
  const permissions = mode & 0o777;
  if ((permissions & forbidden) !== 0) throw new Error(explain(path, permissions, forbidden));
  return await opened.readFile('utf8');
}

function explain(path: string, permissions: number, forbidden: number): string {
  const what = forbidden === READABLE_BY_OTHERS ? 'opened' : 'changed';
  const mode = permissions.toString(8).padStart(4, '0');
  return `The file ${path} can be ${what} by others than its owner (mode ${mode}). Run: chmod 600 ${path}`;
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}
