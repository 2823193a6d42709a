// Proves what the facade says a folder lets the gateway do, with probe files that no batch job picks up.
// It must never touch a file of somebody else, and leaves nothing behind.
import { createHash, randomBytes } from 'node:crypto';
import { readdir, unlink } from 'node:fs/promises';
import { hasHash, openFresh, writeThrough } from './file-bytes.js';
import { codeOf, reasonOf } from './file-errors.js';
import type { FolderParts } from './folder-parts.js';
import { isFolder } from './folder-sightings.js';
import { giveName } from './give-name.js';
import { pathOf } from './path-in-folder.js';

/** A sentence for each thing that is declared and does not hold. */
export async function proveFolder({ folders, can }: FolderParts): Promise<readonly string[]> {
  const faults: string[] = [];
  const id = randomBytes(6).toString('hex');
  const [temporary, final] = ['tmp', 'end'].map((end) => pathOf(folders.inbox, `.banyan-probe-${id}.${end}`));
  const attempt = async (fault: string, step: () => Promise<void>): Promise<void> => {
    await step().catch((error: unknown) => faults.push(`${fault}: ${reasonOf(error)}`));
  };
  if (temporary === undefined || final === undefined) return faults;
  await attempt('a file cannot be written to the inbox', () => writeProbe(temporary, can.read));
  if (faults.length === 0) {
    if (can.renameNoOverwrite) {
      const fault = 'can.renameNoOverwrite is declared, but it does not hold';
      await attempt(fault, () => proveNaming(temporary, final));
    }
    if (can.list) await attempt('can.list is declared, but the inbox cannot be listed', () => listed(folders.inbox));
  }
  for (const path of [temporary, final]) await attempt(`the probe file ${path} cannot be removed`, () => remove(path));
  if (can.archive && folders.archive === undefined) {
    faults.push('can.archive is declared, but folders.archive is missing: there is nowhere to look');
  }
  for (const [name, path] of Object.entries({ archive: folders.archive, acknowledgements: folders.acknowledgements })) {
    if (path !== undefined && !(await isFolder(path)))
      faults.push(`folders.${name} is not a folder that can be looked at`);
  }
  return faults;
}

async function writeProbe(path: string, canRead: boolean): Promise<void> {
  const bytes = randomBytes(64);
  await writeThrough(await openFresh(path), bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (canRead && !(await hasHash(path, bytes.length, sha256)))
    throw new Error('other bytes came back than were written');
}

async function proveNaming(temporary: string, final: string): Promise<void> {
  await giveName(temporary, final);
  await writeProbe(temporary, false);
  if (await giveName(temporary, final)) throw new Error('a file replaced one of the same name');
}

async function listed(folder: string): Promise<void> {
  await readdir(folder);
}

async function remove(path: string): Promise<void> {
  await unlink(path).catch((error: unknown) => {
    if (codeOf(error) !== 'ENOENT') throw error;
  });
}
