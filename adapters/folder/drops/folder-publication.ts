// One try to publish one file to a folder: temporary name, bytes on disk, read back, second name, done marker.
// It must never give the final name to a file that is not proven as far as the folder lets it.
import { type FileHandle, open, stat, unlink } from 'node:fs/promises';
import type { FileDrop, PublishOutcome } from '../../../src/legacy/file-drop.js';
import { refusalOfNames } from '../../../src/legacy/plain-name.js';
import { hasHash, openFresh, writeThrough } from './file-bytes.js';
import { codeOf, reasonOf } from './file-errors.js';
import type { FolderParts } from './folder-parts.js';
import { giveName, giveNameUnfenced, syncFolder } from './give-name.js';
import { pathOf } from './path-in-folder.js';

type Checked = Extract<PublishOutcome, { kind: 'published' }>['checked'];

export class FolderPublication {
  /** From the moment the name is given until the file system says no. */
  #isNameAsked = false;

  constructor(
    private readonly parts: FolderParts,
    private readonly drop: FileDrop,
    private readonly signal: AbortSignal,
  ) {}

  /** Never rejects. */
  async run(): Promise<PublishOutcome> {
    const refusal = refusalOfNames(this.drop);
    if (refusal !== undefined) return refusal;
    try {
      return await this.#steps();
    } catch (error) {
      return { kind: this.#isNameAsked ? 'unknown' : 'nothing-published', reason: reasonOf(error) };
    }
  }

  async #steps(): Promise<PublishOutcome> {
    const { name, doneName } = this.drop;
    const { context, folders } = this.parts;
    await this.#write();
    await context.reached('written', name);
    const checked = await this.#check();
    await context.reached('checked', name);
    this.#refuseLateness();
    await context.reached('renaming', name);
    this.#refuseLateness();
    if (!(await this.#publish())) {
      await unlink(this.#temporary).catch(() => undefined);
      return { kind: 'name-taken' };
    }
    await context.reached('renamed', name);
    if (doneName !== undefined) await this.#step(() => writeMarker(pathOf(folders.inbox, doneName)));
    await this.#step(() => syncFolder(folders.inbox));
    return { kind: 'published', checked };
  }

  async #write(): Promise<void> {
    let opening: Promise<FileHandle> | undefined;
    try {
      const file = await this.#step(() => (opening = openFresh(this.#temporary)));
      await this.parts.context.reached('writing', this.drop.name);
      await this.#step(() => writeThrough(file, this.drop.bytes));
    } finally {
      // Even when the file system answers only after somebody gave up.
      void opening?.then((file) => file.close()).catch(() => undefined);
    }
  }

  async #check(): Promise<Checked> {
    const { can } = this.parts;
    const { bytes, sha256 } = this.drop;
    const size = can.list ? (await this.#step(() => stat(this.#temporary))).size : undefined;
    if (size !== undefined && size !== bytes.length) throw new Error(`the disk kept ${size} of ${bytes.length} bytes`);
    if (!can.read) return size === undefined ? 'not-checked' : 'size';
    const isSame = await this.#step(() => hasHash(this.#temporary, bytes.length, sha256));
    if (!isSame) throw new Error('the disk kept other bytes than were written');
    return 'hash';
  }

  /** The caller's signal and the calendar, asked as late as can be. */
  #refuseLateness(): void {
    const { notAfter } = this.drop;
    this.parts.patience.check(this.signal);
    if (notAfter !== undefined && this.parts.context.now() > notAfter) throw new Error('a closed window has begun');
  }

  /** False when the name is taken. Whatever else the file system says to the first half is a no. */
  async #publish(): Promise<boolean> {
    const final = pathOf(this.parts.folders.inbox, this.drop.name);
    this.#isNameAsked = true;
    return this.#step(async () => {
      try {
        const { can } = this.parts;
        return can.renameNoOverwrite
          ? await giveName(this.#temporary, final)
          : await giveNameUnfenced(this.#temporary, final);
      } catch (error) {
        const { syscall } = error as NodeJS.ErrnoException;
        if (syscall === 'link') this.#isNameAsked = false;
        throw error;
      }
    });
  }

  #step<Result>(work: () => Promise<Result>): Promise<Result> {
    // Once the name is asked for, its answer is worth more than the caller's patience.
    const signal = this.#isNameAsked ? NEVER : this.signal;
    return this.parts.patience.step(signal, work);
  }

  get #temporary(): string {
    return pathOf(this.parts.folders.inbox, this.drop.temporaryName);
  }
}

const NEVER: AbortSignal = new AbortController().signal;

/** Makes the empty file that says the one before it is whole, or leaves the one that is there. */
export async function writeMarker(path: string): Promise<void> {
  try {
    await using marker = await open(path, 'wx');
    await marker.sync();
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}
