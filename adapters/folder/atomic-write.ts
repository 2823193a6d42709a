// Writes a whole file so that a reader, or a machine that lost power, sees the old one or the new one and nothing else.
// It must never write into the final name: the bytes are on disk before the name points to them.
import { randomBytes } from 'node:crypto';
import { link, open, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';

const PRIVATE = 0o600;

/** Replaces the file, or makes it, readable by its owner only. Resolves when content and name are on disk. */
export async function replaceFile(path: string, text: string): Promise<void> {
  await publish(path, text, rename);
}

/** Makes the file like `replaceFile`, but rejects with the code EEXIST and changes nothing when it exists. */
export async function createFile(path: string, text: string): Promise<void> {
  await publish(path, text, async (temporary, final) => {
    await link(temporary, final);
    await unlink(temporary);
  });
}

type Publish = (temporary: string, final: string) => Promise<void>;

async function publish(path: string, text: string, giveName: Publish): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await writeThrough(temporary, text);
    await giveName(temporary, path);
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw error;
  }
  await syncFolder(dirname(path));
}

async function writeThrough(path: string, text: string): Promise<void> {
  await using file = await open(path, 'wx', PRIVATE);
  await file.writeFile(text, 'utf8');
  await file.sync();
}

/** A rename is durable only when the folder that holds the name is on disk too. */
async function syncFolder(path: string): Promise<void> {
  await using folder = await open(path, 'r');
  await folder.sync();
}
