// The folder of acknowledgements on a disk of this machine.
// It must never hold a whole file in memory, nor overwrite one that was put away before.
import { constants, copyFile, type FileHandle, link, lstat, mkdir, open, opendir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { AcknowledgementFolder, type FoundFile } from '../../../src/legacy/acknowledgement-folder.port.js';
import { ChannelFault } from '../../../src/legacy/drop-channel.port.js';
import { isPlainName } from '../../../src/legacy/plain-name.js';
import { readPieces } from './file-bytes.js';
import { codeOf, faultOf } from './file-errors.js';
import { pathOf } from './path-in-folder.js';
import type { Patience } from './patience.js';

/** Most files of one name that are kept; a folder with more is a mistake somebody should look at. */
const MOST_OF_ONE_NAME = 1_000;

export class FolderAcknowledgements extends AcknowledgementFolder {
  /** @param readFolder where files go that were read; made when it is missing */
  constructor(
    private readonly folder: string,
    private readonly readFolder: string,
    private readonly patience: Patience,
  ) {
    super();
  }

  async list(signal: AbortSignal): Promise<readonly FoundFile[]> {
    try {
      return await this.patience.step(signal, () => listFiles(this.folder));
    } catch (error) {
      throw faultOf(error);
    }
  }

  async *read(found: FoundFile, signal: AbortSignal): AsyncIterable<Uint8Array> {
    const { patience } = this;
    let opening: Promise<FileHandle> | undefined;
    try {
      const file = await patience.step(signal, () => (opening = open(pathOf(this.folder, found.name), 'r')));
      const pieces = readPieces(file, found.size);
      let count = 0;
      for (;;) {
        const next = await patience.step(signal, () => pieces.next());
        if (next.done === true) break;
        count += next.value.length;
        yield next.value;
      }
      const { size } = await patience.step(signal, () => file.stat());
      if (count !== found.size || size !== found.size) {
        throw new ChannelFault(`${found.name} has ${size} bytes, and ${found.size} were listed`);
      }
    } catch (error) {
      throw faultOf(error);
    } finally {
      // Closing waits for a hung read, so nobody waits for it.
      void opening?.then((file) => file.close()).catch(() => undefined);
    }
  }

  async putAway(name: string, signal: AbortSignal): Promise<void> {
    try {
      const from = pathOf(this.folder, name);
      await this.patience.step(signal, () => this.#move(from, name));
    } catch (error) {
      throw faultOf(error);
    }
  }

  async #move(from: string, name: string): Promise<void> {
    await lstat(from);
    await mkdir(this.readFolder, { recursive: true });
    for (let number = 1; number <= MOST_OF_ONE_NAME; number += 1) {
      if (await isLinked(from, pathOf(this.readFolder, number === 1 ? name : `${name}.${number}`))) {
        await unlink(from);
        return;
      }
    }
    throw new ChannelFault(`${this.readFolder} holds ${MOST_OF_ONE_NAME} files named ${name}`);
  }
}

/** False when the name is taken by another file; one that a crash left with both names counts as linked. */
async function isLinked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EXDEV') return isCopied(from, to);
    if (codeOf(error) !== 'EEXIST') throw error;
  }
  const [one, other] = [await lstat(from, { bigint: true }), await lstat(to, { bigint: true })];
  return one.ino === other.ino && one.dev === other.dev;
}

/** For a folder on another file system. A crash on the way leaves one copy more, and the file where it was. */
async function isCopied(from: string, to: string): Promise<boolean> {
  try {
    await copyFile(from, to, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

async function listFiles(folder: string): Promise<readonly FoundFile[]> {
  const found: FoundFile[] = [];
  for await (const entry of await opendir(folder)) {
    if (!entry.isFile() || !isPlainName(entry.name)) continue;
    try {
      const { size, mtimeMs } = await lstat(join(folder, entry.name));
      found.push({ name: entry.name, size, modifiedAt: Math.floor(mtimeMs) });
    } catch (error) {
      // Taken away between the two questions: then it is not there.
      if (codeOf(error) !== 'ENOENT') throw error;
    }
  }
  return found;
}
