// Looks for a file that may have been published: inbox, then archive, then what acknowledges it.
// It must never say "absent" where it could not look.
import { access, stat } from 'node:fs/promises';
import { ChannelFault } from '../../../src/legacy/drop-channel.port.js';
import type { FileDrop, Sight, Sighting } from '../../../src/legacy/file-drop.js';
import { hasHash } from './file-bytes.js';
import { codeOf } from './file-errors.js';
import type { FolderParts } from './folder-parts.js';
import { writeMarker } from './folder-publication.js';
import { pathOf } from './path-in-folder.js';

/** The inbox first: a file on its way to the archive is then seen in one of the two. */
export async function folderSightings(
  parts: FolderParts,
  drop: FileDrop,
  acknowledgementName: string | undefined,
): Promise<Sighting> {
  const inbox = await sight(parts, parts.folders.inbox, drop);
  if (inbox === 'same') await completeMarker(parts, drop);
  const archive = await sight(parts, parts.folders.archive, drop);
  return { inbox, archive, acknowledgement: await acknowledgementOf(parts, acknowledgementName) };
}

async function sight({ can }: FolderParts, folder: string | undefined, drop: FileDrop): Promise<Sight> {
  if (folder === undefined || !(can.list || can.read)) return 'unreadable';
  const path = pathOf(folder, drop.name);
  try {
    const { size } = await stat(path);
    if (size !== drop.bytes.length) return 'different';
    if (!can.read) return 'same';
    return (await hasHash(path, drop.bytes.length, drop.sha256)) ? 'same' : 'different';
  } catch (error) {
    const isAbsent = codeOf(error) === 'ENOENT' && (await isFolder(folder));
    return isAbsent ? 'absent' : 'unreadable';
  }
}

/** A file that lies whole in the inbox without its marker would never be taken in. */
async function completeMarker({ folders, context }: FolderParts, { doneName, notAfter }: FileDrop): Promise<void> {
  if (doneName === undefined) return;
  const path = pathOf(folders.inbox, doneName);
  if ((await existence(path)) === 'there') return;
  if (notAfter !== undefined && context.now() > notAfter) {
    throw new ChannelFault('the file lies in the inbox without its done marker, which has to wait: a window is closed');
  }
  await writeMarker(path);
}

async function acknowledgementOf(
  { folders, can }: FolderParts,
  name: string | undefined,
): Promise<Sighting['acknowledgement']> {
  if (name === undefined) return 'absent';
  const { acknowledgements, read } = folders;
  if (acknowledgements === undefined || read === undefined || !(can.list || can.read)) return 'unreadable';
  const found = [await existence(pathOf(acknowledgements, name)), await existence(pathOf(read, name))];
  if (found.includes('there')) return 'present';
  return !found.includes('unknown') && (await isFolder(acknowledgements)) ? 'absent' : 'unreadable';
}

async function existence(path: string): Promise<'there' | 'absent' | 'unknown'> {
  try {
    await access(path);
    return 'there';
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? 'absent' : 'unknown';
  }
}

/** Whether this is a folder that can be asked about what is in it. */
export async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}
