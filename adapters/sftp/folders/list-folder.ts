// Lists the plain files of a folder at the server.
// It must never pass on a name that leads out of the folder.
import type { FileEntryWithStats } from 'ssh2';
import type { FoundFile } from '../../../src/legacy/acknowledgement-folder.port.js';
import { isPlainName } from '../../../src/legacy/plain-name.js';
import type { SftpSession } from '../session/sftp-session.js';

/** Links are left out: what they point to may lie anywhere. */
export async function listFolder(session: SftpSession, folder: string): Promise<readonly FoundFile[]> {
  const handle = await session.openFolder(folder);
  const found: FoundFile[] = [];
  for (;;) {
    const entries = await session.readFolder(handle);
    if (entries === undefined) break;
    for (const entry of entries) {
      if (isPlainName(entry.filename) && isPlainFile(entry)) found.push(describe(entry));
    }
  }
  await session.close(handle);
  return found;
}

/** Servers that leave the mode out still write it in front of the long name, as `ls -l` does. */
function isPlainFile({ attrs, longname }: FileEntryWithStats): boolean {
  const { mode } = attrs as Partial<typeof attrs>;
  return mode === undefined ? !/^[dlbcps]/.test(longname) : attrs.isFile();
}

function describe({ filename, attrs }: FileEntryWithStats): FoundFile {
  const { size, mtime } = attrs as Partial<typeof attrs>;
  return { name: filename, size: size ?? 0, modifiedAt: (mtime ?? 0) * 1_000 };
}
