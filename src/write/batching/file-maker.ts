// Makes the file of a batch: as many of its records as there is room for, with the number and the day of now.
// It must never leave a record out silently: what finds no room goes back to its place, or to a person if it never will.
import { createHash } from 'node:crypto';
import { dateIn } from '../../legacy/layouts/date-in.js';
import { FileDoesNotFit } from '../../legacy/layouts/file-does-not-fit.js';
import type { RenderedFile } from '../../legacy/layouts/record-image.js';
import type { DispatchContext } from '../dispatch/dispatch-context.js';
import type { SealedBatch } from '../drops/batch.js';
import type { NewBatch } from '../drops/batch-ledger.port.js';
import type { DropFrame } from './drop-frame.js';
import { park, release } from './take-members.js';
import type { Member } from './take-members.js';

export type { Member };

/** A batch ready to be sealed, and who is in it. */
export interface MadeBatch {
  readonly batch: NewBatch;
  readonly members: readonly Member[];
}

/** The maker of one queue's files. */
export class FileMaker {
  constructor(
    private readonly frame: DropFrame,
    private readonly context: DispatchContext,
  ) {}

  /** Undefined when not even one record has room. */
  async make(id: string, sequence: number, wanted: readonly Member[]): Promise<MadeBatch | undefined> {
    const date = dateIn(this.frame.layout.timezone, this.context.clock.now());
    for (let members = wanted; ;) {
      const file = this.#render(sequence, date, members);
      if (!(file instanceof FileDoesNotFit)) {
        await release(this.context, wanted.slice(members.length), 'no room in this file');
        return { batch: this.#batch({ id, sequence, date }, members, file), members };
      }
      const [alone] = members;
      if (alone !== undefined && members.length === 1) {
        await park(this.context, alone.command, `No file has room for this record: ${file.message}`);
        await release(this.context, wanted.slice(1), 'no room in this file');
        return undefined;
      }
      members = members.slice(0, Math.ceil(members.length / 2));
    }
  }

  #render(sequence: number, date: string, members: readonly Member[]): RenderedFile | FileDoesNotFit {
    try {
      return this.frame.drop.writer.file({ sequence, date, images: members.map(({ image }) => image) });
    } catch (error) {
      if (error instanceof FileDoesNotFit) return error;
      throw error;
    }
  }

  #batch(
    named: Pick<SealedBatch, 'id' | 'sequence' | 'date'>,
    members: readonly Member[],
    { bytes, lines, fileName, doneName, acknowledgementName }: RenderedFile,
  ): NewBatch {
    const batch: SealedBatch = {
      ...named,
      queue: this.frame.queue,
      fileName,
      ...(doneName !== undefined && { doneName }),
      ...(acknowledgementName !== undefined && { acknowledgementName }),
      sha256: createHash('sha256').update(bytes).digest('hex'),
      members: members.map(({ command, image: { businessKey } }, index) => ({
        commandId: command.id,
        line: lines[index] ?? 0,
        ...(businessKey !== undefined && { businessKey }),
      })),
      sealedAt: this.context.journal.instant(),
    };
    return { batch, bytes, fences: members.map(({ command }) => command.fence) };
  }
}
