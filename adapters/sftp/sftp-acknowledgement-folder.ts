// The folder of acknowledgements at an SFTP server.
// It must never hold a whole file in memory, nor overwrite one that was put away before.
import { AcknowledgementFolder, type FoundFile } from '../../src/legacy/acknowledgement-folder.port.js';
import { ChannelFault } from '../../src/legacy/drop-channel.port.js';
import { listFolder } from './folders/list-folder.js';
import { readPieces } from './folders/read-file.js';
import { existence } from './folders/remote-existence.js';
import { pathOf } from './folders/remote-path.js';
import { mayExist } from './folders/write-file.js';
import { isMissing, reasonOf, ServerRefusal } from './session/session-faults.js';
import type { SessionPool } from './session/session-pool.js';
import type { SftpSession } from './session/sftp-session.js';

/** Most files of one name that are kept; a folder with more is a mistake somebody should look at. */
const MOST_OF_ONE_NAME = 1_000;

export class SftpAcknowledgementFolder extends AcknowledgementFolder {
  /** @param readFolder where files go that were read; made when it is missing */
  constructor(
    private readonly pool: SessionPool,
    private readonly folder: string,
    private readonly readFolder: string,
  ) {
    super();
  }

  list(signal: AbortSignal): Promise<readonly FoundFile[]> {
    return asFault(this.pool.use(signal, (session) => listFolder(session, this.folder)));
  }

  /** Holds a session until the last piece was taken or the caller stops. */
  async *read(file: FoundFile, signal: AbortSignal): AsyncIterable<Uint8Array> {
    const lease = await this.pool.lease(signal);
    let wentWell = false;
    try {
      const handle = await lease.session.open(pathOf(this.folder, file.name), 'read');
      let count = 0;
      for await (const piece of readPieces(lease.session, handle, file.size)) {
        count += piece.length;
        yield piece;
      }
      const more = count === file.size ? await lease.session.read(handle, 1, count) : undefined;
      await lease.session.close(handle);
      wentWell = true;
      refuseOtherSize(file, count, more?.length ?? 0);
    } catch (error) {
      throw faultOf(error);
    } finally {
      await lease.release(wentWell);
    }
  }

  putAway(name: string, signal: AbortSignal): Promise<void> {
    return asFault(this.pool.use(signal, (session) => this.#move(session, name)));
  }

  async #move(session: SftpSession, name: string): Promise<void> {
    const from = pathOf(this.folder, name);
    for (let number = 1; number <= MOST_OF_ONE_NAME; number += 1) {
      const to = pathOf(this.readFolder, number === 1 ? name : `${name}.${number}`);
      // Asked first, because some servers overwrite; the rename is the fence where they do not.
      if ((await existence(session, to)) === 'there') continue;
      if (await this.#rename(session, from, to)) return;
    }
    throw new ChannelFault(`${this.readFolder} holds ${MOST_OF_ONE_NAME} files named ${name}`);
  }

  /** False when the name was taken in between. */
  async #rename(session: SftpSession, from: string, to: string): Promise<boolean> {
    try {
      await session.rename(from, to);
      return true;
    } catch (error) {
      if (!(error instanceof ServerRefusal)) throw error;
      if (mayExist(error) && (await existence(session, to)) === 'there') return false;
      const isFolderMissing = (await existence(session, this.readFolder)) === 'absent';
      if (!isFolderMissing || (await existence(session, from)) === 'absent') throw error;
    }
    await session.makeFolder(this.readFolder);
    await session.rename(from, to);
    return true;
  }
}

function refuseOtherSize({ name, size }: FoundFile, count: number, more: number): void {
  if (count < size) throw new ChannelFault(`${name} ended after ${count} of ${size} bytes`);
  if (more > 0) throw new ChannelFault(`${name} goes on behind the ${size} bytes that were listed`);
}

async function asFault<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    throw faultOf(error);
  }
}

function faultOf(error: unknown): ChannelFault {
  if (isMissing(error)) return new ChannelFault(`there is no such file or folder: ${error.message}`, { cause: error });
  return error instanceof ChannelFault ? error : new ChannelFault(reasonOf(error), { cause: error });
}
