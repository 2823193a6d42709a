// Keeps one key per file: made at the first start, private to its owner.
// It must never replace a key that is there, whatever state it is in: that would end every token or secret at once.
import { createFile } from './atomic-write.js';
import { READABLE_BY_OTHERS, readPrivateFile } from './private-file.js';

/**
 * The text of the key file at `path`; when there is none, `make` is asked for one, which is on disk before this
 * resolves. Two processes that start together agree on one key. Throws when others than the owner may open the file.
 */
export async function openKeyFile(path: string, make: () => string): Promise<string> {
  const kept = await readPrivateFile(path, READABLE_BY_OTHERS);
  if (kept !== undefined) return kept;
  await createFile(path, make()).catch(ignoreExisting);
  const made = await readPrivateFile(path, READABLE_BY_OTHERS);
  if (made === undefined) throw new Error(`The key file ${path} vanished while it was being made.`);
  return made;
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
