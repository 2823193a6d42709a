// Looks for a file that may have been published: inbox, then archive, then what acknowledges it.
// It must never say "absent" where it could not look.
import type { FileDrop, Sight, Sighting } from '../../../src/legacy/file-drop.js';
import { ChannelFault } from '../../../src/legacy/drop-channel.port.js';
import { hasHash } from '../folders/read-file.js';
import { existence, existenceByOpening, type Existence, isFolder } from '../folders/remote-existence.js';
import { pathOf } from '../folders/remote-path.js';
import { isMissing, ServerRefusal } from '../session/session-faults.js';
import type { SftpSession } from '../session/sftp-session.js';
import { writeMarker } from './done-marker.js';
import type { PublishingParts } from './publishing-parts.js';

/** The inbox first: a file on its way to the archive is then seen in one of the two. */
export async function sightings(
  session: SftpSession,
  parts: PublishingParts,
  drop: FileDrop,
  acknowledgementName: string | undefined,
): Promise<Sighting> {
  const { inbox: inboxFolder, archive: archiveFolder } = parts.folders;
  const inbox = await sight(session, parts, inboxFolder, drop);
  if (inbox === 'same') await completeMarker(session, parts, drop);
  const archive = await sight(session, parts, archiveFolder, drop);
  return { inbox, archive, acknowledgement: await acknowledgementOf(session, parts, acknowledgementName) };
}

async function sight(
  session: SftpSession,
  { can }: PublishingParts,
  folder: string | undefined,
  drop: FileDrop,
): Promise<Sight> {
  if (folder === undefined || !(can.list || can.read)) return 'unreadable';
  const path = pathOf(folder, drop.name);
  try {
    const size = can.list ? (await session.stat(path)).size : undefined;
    if (size !== undefined && size !== drop.bytes.length) return 'different';
    if (!can.read) return size === undefined ? 'unreadable' : 'same';
    const isSame = await hasHash(session, path, { size: drop.bytes.length, sha256: drop.sha256 });
    return isSame ? 'same' : 'different';
  } catch (error) {
    if (!(error instanceof ServerRefusal)) throw error;
    return whenRefused(session, folder, { path, wasMissing: isMissing(error) });
  }
}

/** A file that is gone by now was taken in between; one that is still there cannot be looked at. */
async function whenRefused(
  session: SftpSession,
  folder: string,
  { path, wasMissing }: { readonly path: string; readonly wasMissing: boolean },
): Promise<Sight> {
  if (!wasMissing && (await existence(session, path)) !== 'absent') return 'unreadable';
  return (await isFolder(session, folder)) ? 'absent' : 'unreadable';
}

/**
 * A file that lies whole in the inbox without its marker would never be taken in: the gateway died, or the connection
 * did, between the two. Where the marker is there already nothing changes.
 */
async function completeMarker(session: SftpSession, parts: PublishingParts, drop: FileDrop): Promise<void> {
  const { doneName, notAfter } = drop;
  if (doneName === undefined) return;
  const path = pathOf(parts.folders.inbox, doneName);
  if ((await existence(session, path)) === 'there') return;
  if (notAfter !== undefined && parts.context.now() > notAfter) {
    throw new ChannelFault('the file lies in the inbox without its done marker, which has to wait: a window is closed');
  }
  await writeMarker(session, path);
}

async function acknowledgementOf(
  session: SftpSession,
  { folders, can }: PublishingParts,
  name: string | undefined,
): Promise<Sighting['acknowledgement']> {
  if (name === undefined) return 'absent';
  const { acknowledgements } = folders;
  if (acknowledgements === undefined || !(can.list || can.read)) return 'unreadable';
  const ask = can.list ? existence : existenceByOpening;
  const first = await ask(session, pathOf(acknowledgements, name));
  if (first === 'there') return 'present';
  // The gateway makes the folder of those it has read when it needs it; until then nothing can be in it.
  const second = await ask(session, pathOf(readFolderOf(folders.read, acknowledgements), name));
  if (second === 'there') return 'present';
  const isAbsent = isBoth(first, second, 'absent') && (await isFolder(session, acknowledgements));
  return isAbsent ? 'absent' : 'unreadable';
}

const isBoth = (first: Existence, second: Existence, wanted: Existence): boolean =>
  first === wanted && second === wanted;

/** Where acknowledgements go that were read. */
export function readFolderOf(read: string | undefined, acknowledgements: string): string {
  return read ?? `${acknowledgements.replace(/\/$/, '')}/read`;
}
