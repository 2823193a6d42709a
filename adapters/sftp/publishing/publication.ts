// One try to publish one file: temporary name, bytes, size and hash read back, plain rename, done marker.
// It must never ask for the rename of a file that is not proven as far as the server lets it, nor call a lost answer a no.
import type { FileDrop, PublishOutcome } from '../../../src/legacy/file-drop.js';
import { refusalOfNames } from '../../../src/legacy/plain-name.js';
import { abortFault } from '../../../src/legacy/source-fault.js';
import { hasHash } from '../folders/read-file.js';
import { existence } from '../folders/remote-existence.js';
import { pathOf } from '../folders/remote-path.js';
import { mayExist, openFresh, writeAll } from '../folders/write-file.js';
import { reasonOf, ServerRefusal } from '../session/session-faults.js';
import type { SftpSession } from '../session/sftp-session.js';
import { writeMarker } from './done-marker.js';
import type { PublishingParts } from './publishing-parts.js';

type Checked = Extract<PublishOutcome, { kind: 'published' }>['checked'];

/** Why nothing is published although the session is well. */
class NotPublished extends Error {}

export class Publication {
  /** From the moment the rename was handed to the session; only the server's own no takes it back. */
  #isRenameAsked = false;

  constructor(
    private readonly parts: PublishingParts,
    private readonly drop: FileDrop,
    private readonly signal: AbortSignal,
  ) {}

  /** Never rejects. */
  async run(): Promise<PublishOutcome> {
    const refusal = refusalOfNames(this.drop);
    if (refusal !== undefined) return refusal;
    try {
      return await this.parts.pool.use(this.signal, (session) => this.#inSession(session));
    } catch (error) {
      return this.#end(error);
    }
  }

  /** A refusal leaves the session as good as it was; it is kept, and the temporary file is removed. */
  async #inSession(session: SftpSession): Promise<PublishOutcome> {
    try {
      return await this.#steps(session);
    } catch (error) {
      if (!(error instanceof NotPublished || error instanceof ServerRefusal)) throw error;
      if (!this.#isRenameAsked) await this.#discard(session);
      return this.#end(error);
    }
  }

  #end(error: unknown): PublishOutcome {
    return { kind: this.#isRenameAsked ? 'unknown' : 'nothing-published', reason: reasonOf(error) };
  }

  async #steps(session: SftpSession): Promise<PublishOutcome> {
    const { name, doneName } = this.drop;
    const { context, folders } = this.parts;
    await this.#write(session);
    await context.reached('written', name);
    const checked = await this.#check(session);
    await context.reached('checked', name);
    this.#refuseLateness();
    await context.reached('renaming', name);
    this.#refuseLateness();
    if (!(await this.#rename(session))) return { kind: 'name-taken' };
    await context.reached('renamed', name);
    if (doneName !== undefined) await this.#mark(session, pathOf(folders.inbox, doneName));
    return { kind: 'published', checked };
  }

  async #write(session: SftpSession): Promise<void> {
    const { fsync, context } = this.parts;
    const handle = await openFresh(session, this.#temporary);
    await context.reached('writing', this.drop.name);
    await writeAll(session, handle, this.drop.bytes);
    if (fsync) await session.sync(handle);
    await session.close(handle);
  }

  async #check(session: SftpSession): Promise<Checked> {
    const { can } = this.parts;
    const { bytes, sha256 } = this.drop;
    const stored = can.list ? (await session.stat(this.#temporary)).size : undefined;
    if (stored !== undefined && stored !== bytes.length) {
      throw new NotPublished(`the server kept ${stored} of ${bytes.length} bytes`);
    }
    if (!can.read) return stored === undefined ? 'not-checked' : 'size';
    const isSame = await hasHash(session, this.#temporary, { size: bytes.length, sha256 });
    if (!isSame) throw new NotPublished('the server kept other bytes than were sent');
    return 'hash';
  }

  /** The caller's signal and the calendar, asked as late as can be. */
  #refuseLateness(): void {
    const { notAfter } = this.drop;
    if (this.signal.aborted) throw new NotPublished(abortFault(this.signal).message);
    if (notAfter !== undefined && this.parts.context.now() > notAfter) {
      throw new NotPublished('a closed window has begun');
    }
  }

  /** False when the name is taken. */
  async #rename(session: SftpSession): Promise<boolean> {
    const { inbox } = this.parts.folders;
    const final = pathOf(inbox, this.drop.name);
    if (!this.parts.can.renameNoOverwrite && (await existence(session, final)) === 'there') {
      await this.#discard(session);
      return false;
    }
    this.#refuseLateness();
    if (!session.isOpen) throw new NotPublished('the session ended before the rename');
    this.#isRenameAsked = true;
    try {
      await session.rename(this.#temporary, final);
      return true;
    } catch (error) {
      if (!(error instanceof ServerRefusal)) throw error;
      this.#isRenameAsked = false;
      const isTaken = mayExist(error) && (await existence(session, final)) === 'there';
      if (!isTaken) throw error;
      await this.#discard(session);
      return false;
    }
  }

  async #mark(session: SftpSession, path: string): Promise<void> {
    try {
      await writeMarker(session, path);
    } catch (error) {
      if (!(error instanceof ServerRefusal)) throw error;
      throw new NotPublished(`the file is in the inbox, but its done marker was refused: ${error.message}`);
    }
  }

  /** What cannot be removed is overwritten by the next try. */
  async #discard(session: SftpSession): Promise<void> {
    await session.remove(this.#temporary).catch(() => undefined);
  }

  get #temporary(): string {
    return pathOf(this.parts.folders.inbox, this.drop.temporaryName);
  }
}
