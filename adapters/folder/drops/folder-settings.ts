// Where the folders of a channel lie on this machine, from its binding, checked without touching the disk.
import { isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ChannelBinding } from '../../../src/facade/binding-of-commands.js';
import type { DropFolders } from '../../../src/facade/binding-of-drops.js';
import { failure, type Outcome, success } from '../../../src/kernel/outcome.js';

/** Absolute paths. */
export interface LocalFolders {
  readonly inbox: string;
  readonly archive: string | undefined;
  readonly acknowledgements: string | undefined;
  readonly read: string | undefined;
}

/** Checks url, options and folders. All faults, each saying what to change. */
export function localFolders(binding: ChannelBinding): Outcome<LocalFolders, string> {
  const faults: string[] = [];
  const root = rootOf(binding.url, faults);
  for (const name of Object.keys(binding.options)) faults.push(`${name} is not an option; a folder takes none`);
  if ((binding.drops?.hostKeys ?? []).length > 0) faults.push('hostKeys belong to the adapter sftp; remove them');
  if (binding.drops === undefined) faults.push('folders.inbox must say where files are dropped');
  if (faults.length > 0 || binding.drops === undefined) return failure(faults);
  return success(below(root, binding.drops.folders));
}

function rootOf(url: string, faults: string[]): string {
  if (isAbsolute(url)) return url;
  try {
    if (/^file:/i.test(url)) return fileURLToPath(url);
  } catch {
    // Said below, together with everything else that is no local path.
  }
  faults.push('url must be an absolute path such as /srv/erp, or file:///srv/erp');
  return '/';
}

function below(root: string, { inbox, archive, acknowledgements, read }: DropFolders): LocalFolders {
  // As at a server whose root is this folder: /inbox lies in it, too.
  const at = (path: string): string => join(root, path);
  const atMaybe = (path: string | undefined): string | undefined => (path === undefined ? undefined : at(path));
  const acknowledgementFolder = atMaybe(acknowledgements);
  const readByDefault = acknowledgementFolder === undefined ? undefined : join(acknowledgementFolder, 'read');
  return {
    inbox: at(inbox),
    archive: atMaybe(archive),
    acknowledgements: acknowledgementFolder,
    read: atMaybe(read) ?? readByDefault,
  };
}
