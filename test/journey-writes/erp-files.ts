// What lies in the folders of the ERP's SFTP server, read from the disk and not through the gateway.
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { RunningErp } from '../support/running/running-erp.js';

/** A file and its bytes. */
export interface FoundFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Plain files of a folder, in the order of their names; one that is moved away meanwhile is not there. */
export function filesIn(folder: string): readonly FoundFile[] {
  return readdirSync(folder)
    .sort((one, other) => (one < other ? -1 : 1))
    .flatMap((name) => fileAt(folder, name));
}

function fileAt(folder: string, name: string): readonly FoundFile[] {
  const path = join(folder, name);
  try {
    return statSync(path).isFile() ? [{ name, bytes: readFileSync(path) }] : [];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Files that the batch job has taken in and that speak of this command. */
export function archivedFilesOf({ inbox }: RunningErp, id: string): readonly FoundFile[] {
  return filesIn(inbox.folders.archive).filter(({ bytes }) => bytes.includes(id));
}

/** The only one of them; throws when there is none, or a second. */
export function archivedFileOf(erp: RunningErp, id: string): FoundFile {
  const [file, ...others] = archivedFilesOf(erp, id);
  if (file === undefined || others.length > 0) throw new Error(`${id} is in ${others.length + Number(!!file)} files`);
  return file;
}

/** Date and number in the name of a file. */
export function numberOf({ name }: FoundFile): { readonly date: string; readonly number: string } {
  const [, date = '', number = ''] = /^[A-Z]{3}(\d{8})(\d{5})\./.exec(name) ?? [];
  return { date, number };
}
