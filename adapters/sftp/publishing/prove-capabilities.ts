// Proves what the facade says a server lets the gateway do, with probe files that no batch job picks up.
// It must never touch a file of somebody else, and leaves nothing behind.
import { createHash, randomBytes } from 'node:crypto';
import { hasHash } from '../folders/read-file.js';
import { listFolder } from '../folders/list-folder.js';
import { isFolder } from '../folders/remote-existence.js';
import { pathOf } from '../folders/remote-path.js';
import { openFresh, writeAll } from '../folders/write-file.js';
import { isMissing, reasonOf, ServerRefusal } from '../session/session-faults.js';
import type { SftpSession } from '../session/sftp-session.js';
import type { PublishingParts } from './publishing-parts.js';

/** A sentence for each thing that is declared and does not hold. */
export async function proveCapabilities(session: SftpSession, parts: PublishingParts): Promise<readonly string[]> {
  return new Proof(session, parts).run();
}

class Proof {
  readonly #faults: string[] = [];
  readonly #bytes = randomBytes(64);
  readonly #names = (() => {
    const id = randomBytes(6).toString('hex');
    return { temporary: `.banyan-probe-${id}.tmp`, final: `.banyan-probe-${id}.end` };
  })();

  constructor(
    private readonly session: SftpSession,
    private readonly parts: PublishingParts,
  ) {}

  async run(): Promise<readonly string[]> {
    const { can } = this.parts;
    try {
      const isWritten = await this.#try('a file cannot be written to the inbox', () => this.#write('temporary'));
      if (isWritten && can.list) await this.#list();
      if (isWritten && can.read) await this.#read();
      if (isWritten) await this.#rename();
    } finally {
      await this.#remove('temporary');
      await this.#remove('final');
    }
    await this.#folders();
    return this.#faults;
  }

  async #write(which: 'temporary' | 'final'): Promise<void> {
    const handle = await openFresh(this.session, this.#path(which));
    await writeAll(this.session, handle, this.#bytes);
    await this.session.close(handle);
  }

  async #list(): Promise<void> {
    await this.#try('can.list is declared, but the inbox cannot be listed', async () => {
      const { inbox } = this.parts.folders;
      const found = (await listFolder(this.session, inbox)).find(({ name }) => name === this.#names.temporary);
      if (found === undefined) throw new Error('the listing leaves out a file that was just written');
      const { size } = await this.session.stat(this.#path('temporary'));
      if (size !== this.#bytes.length) throw new Error('sizes are not told, or are wrong');
    });
  }

  async #read(): Promise<void> {
    await this.#try('can.read is declared, but a file cannot be read back', async () => {
      const sha256 = createHash('sha256').update(this.#bytes).digest('hex');
      const isSame = await hasHash(this.session, this.#path('temporary'), { size: this.#bytes.length, sha256 });
      if (!isSame) throw new Error('other bytes came back than were written');
    });
  }

  async #rename(): Promise<void> {
    const isRenamed = await this.#try('a file cannot be renamed in the inbox', () =>
      this.session.rename(this.#path('temporary'), this.#path('final')),
    );
    if (!isRenamed || !this.parts.can.renameNoOverwrite) return;
    await this.#try('can.renameNoOverwrite is declared, but it does not hold', async () => {
      await this.#write('temporary');
      if (await this.#overwrites()) throw new Error('a rename replaced a file of the same name');
    });
  }

  async #overwrites(): Promise<boolean> {
    try {
      await this.session.rename(this.#path('temporary'), this.#path('final'));
      return true;
    } catch (error) {
      if (error instanceof ServerRefusal) return false;
      throw error;
    }
  }

  async #folders(): Promise<void> {
    const { folders, can } = this.parts;
    const { archive, acknowledgements } = folders;
    if (can.archive && archive === undefined) {
      this.#faults.push('can.archive is declared, but folders.archive is missing: there is nowhere to look');
    }
    if (archive !== undefined && can.list) await this.#mustBeFolder('folders.archive', archive);
    if (acknowledgements === undefined) return;
    await this.#try('folders.acknowledgements cannot be listed', () => listFolder(this.session, acknowledgements));
  }

  async #mustBeFolder(what: string, path: string): Promise<void> {
    if (!(await isFolder(this.session, path))) this.#faults.push(`${what} is not a folder that can be looked at`);
  }

  async #remove(which: 'temporary' | 'final'): Promise<void> {
    const path = this.#path(which);
    try {
      await this.session.remove(path);
    } catch (error) {
      if (isMissing(error)) return;
      if (!(error instanceof ServerRefusal)) throw error;
      this.#faults.push(`the probe file ${path} cannot be removed (${reasonOf(error)}); remove it by hand`);
    }
  }

  /** True when `step` succeeded; a refusal becomes a sentence, a lost session ends the proof. */
  async #try(fault: string, step: () => Promise<unknown>): Promise<boolean> {
    try {
      await step();
      return true;
    } catch (error) {
      if (!this.session.isOpen) throw error;
      this.#faults.push(`${fault}: ${reasonOf(error)}`);
      return false;
    }
  }

  #path(which: 'temporary' | 'final'): string {
    return pathOf(this.parts.folders.inbox, this.#names[which]);
  }
}
