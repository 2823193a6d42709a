// What an SFTP request is answered with, and how an answer is sent.
import type { Stats } from 'node:fs';
import type { Attributes, FileEntry, SFTPWrapper } from 'ssh2';
import ssh2 from 'ssh2';
import type { RefusalKind } from './sftp-faults.js';

/** An answer. `end` says that a file or a folder has no more. */
export type Reply =
  | { readonly kind: 'ok' | 'end' }
  | { readonly kind: 'refused'; readonly because: RefusalKind; readonly text: string }
  | { readonly kind: 'handle'; readonly handle: Buffer }
  | { readonly kind: 'data'; readonly data: Buffer }
  | { readonly kind: 'names'; readonly names: readonly FileEntry[] }
  | { readonly kind: 'attributes'; readonly attributes: Attributes };

const { STATUS_CODE: status } = ssh2.utils.sftp;
const codes: Readonly<Record<RefusalKind, number>> = {
  denied: status.PERMISSION_DENIED,
  missing: status.NO_SUCH_FILE,
  failure: status.FAILURE,
  unsupported: status.OP_UNSUPPORTED,
};

/** Sends the answer to request `id`. */
export function sendReply(sftp: SFTPWrapper, id: number, reply: Reply): void {
  switch (reply.kind) {
    case 'ok': {
      sftp.status(id, status.OK);
      return;
    }
    case 'end': {
      sftp.status(id, status.EOF);
      return;
    }
    case 'refused': {
      sftp.status(id, codes[reply.because], reply.text);
      return;
    }
    case 'handle': {
      sftp.handle(id, reply.handle);
      return;
    }
    case 'data': {
      sftp.data(id, reply.data);
      return;
    }
    case 'names': {
      sftp.name(id, [...reply.names]);
      return;
    }
    case 'attributes': {
      sftp.attrs(id, reply.attributes);
      return;
    }
  }
}

const byErrno: Readonly<Record<string, RefusalKind>> = {
  ENOENT: 'missing',
  ENOTDIR: 'missing',
  EACCES: 'denied',
  EPERM: 'denied',
};

/** The answer to a request that the file system refused. Its text never names a path of this machine. */
export function refusalOf(error: unknown): Reply {
  const code = (error as NodeJS.ErrnoException).code ?? 'error';
  return { kind: 'refused', because: byErrno[code] ?? 'failure', text: code };
}

/** Attributes as the protocol has them; times in seconds since 1970. */
export function attributesOf({ mode, uid, gid, size, atimeMs, mtimeMs }: Stats): Attributes {
  return { mode, uid, gid, size, atime: Math.floor(atimeMs / 1000), mtime: Math.floor(mtimeMs / 1000) };
}

/** One entry of a folder, with the line that people see. */
export function entryOf(name: string, stats: Stats): FileEntry {
  const kind = stats.isDirectory() ? 'drwxr-x---' : '-rw-r-----';
  const longname = `${kind} 1 erp erp ${stats.size} ${stats.mtime.toISOString()} ${name}`;
  return { filename: name, longname, attrs: attributesOf(stats) };
}
