// A channel that drops files, from YAML to the catalogue. It must never look at its options; the adapter does.
// It must never let a server in whose key nobody pinned.
import type { ChannelBinding } from '../binding-of-commands.js';
import type { DropCapabilities, DropFolders } from '../binding-of-drops.js';
import type { FolderChannelFormat, SftpChannelFormat } from '../format-of-drops/drop-channel-format.js';
import { defined } from '../joining/defined.js';
import { isUnsetVariable } from '../yaml/unset-variable.js';
import type { Spot } from '../yaml/spot.js';

/** As `ssh-keygen -l` prints it: SHA-256 in Base64, without padding. */
const PIN = /^SHA256:[A-Za-z0-9+/]{43}$/;

/** The channel called `name`; `spot` is its place in facade.yaml. */
export function joinDropChannel(
  name: string,
  format: SftpChannelFormat | FolderChannelFormat,
  spot: Spot,
): ChannelBinding {
  const { adapter, url, options = {} } = format;
  const hostKeys = format.adapter === 'sftp' ? joinPins(format.hostKeys, spot.in('hostKeys')) : [];
  const folders = joinFolders(format.folders, spot.in('folders'));
  const can = joinCapabilities(format.can ?? {}, folders, spot.in('can'));
  return { name, adapter, url, options, drops: { folders, can, hostKeys } };
}

/** An empty pin is one that stands ready and is not needed. */
function joinPins(pins: readonly string[], spot: Spot): readonly string[] {
  const given = pins.map((pin, index) => ({ pin: pin.replace(/=$/, ''), index })).filter(({ pin }) => pin !== '');
  if (given.length === 0) {
    spot.error('must hold the pin of the host key, "SHA256:…": without one anybody could be the server.');
  }
  for (const { pin, index } of given) {
    if (!PIN.test(pin) && !isUnsetVariable(pin)) {
      spot.in(index).error('must be "SHA256:" and 43 characters of Base64, as `ssh-keygen -l` shows it.');
    }
  }
  return given.map(({ pin }) => pin);
}

function joinFolders(
  { inbox, archive, acknowledgements, read }: SftpChannelFormat['folders'],
  spot: Spot,
): DropFolders {
  if (acknowledgements === undefined && read !== undefined) {
    spot.in('read').errorAtKey('has no effect: there is no folder of acknowledgements.');
  }
  const readBy = acknowledgements === undefined ? undefined : (read ?? `${acknowledgements}/read`);
  const folders: DropFolders = { inbox, ...defined({ archive, acknowledgements, read: readBy }) };
  const taken = new Map<string, string>();
  for (const [part, path] of Object.entries(folders) as [keyof DropFolders, string][]) {
    const other = taken.get(path);
    if (other !== undefined) spot.in(part).error(`is the folder of ${other} already: each needs its own.`);
    taken.set(path, part);
  }
  return folders;
}

function joinCapabilities(
  format: NonNullable<SftpChannelFormat['can']>,
  { archive }: DropFolders,
  spot: Spot,
): DropCapabilities {
  if (format.archive === true && archive === undefined) {
    spot.in('archive').error('needs the archive under `folders`.');
  }
  return {
    list: format.list ?? true,
    read: format.read ?? true,
    renameNoOverwrite: format.renameNoOverwrite ?? true,
    archive: format.archive ?? archive !== undefined,
  };
}
