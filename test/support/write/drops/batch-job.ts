// The ERP's batch job as a test plays it: takes whole files in, keeps count of what each record did, archives, answers.
// It must never know the gateway: it sees folders only.
import type { MemoryDropPlace, MemoryFile } from '../../../../adapters/memory/drops/memory-drop-place.js';

/** What the job says of one record. */
export type Saying = (record: {
  readonly id: string;
  readonly line: number;
  readonly fields: readonly string[];
}) => string;

/** Applied, as the demo's layouts say it. */
export const APPLIED: Saying = ({ id }) => `${id};A;;;7;20261120`;
export const BY_LINE: Saying = ({ line }) => `${line};A`;

const RECORD = /^[0-9A-HJKMNP-TV-Z]{26};/;

/** One job over the folders of one server. */
export class BatchJob {
  /** How often the record of each command had its effect. */
  readonly effects = new Map<string, number>();
  /** Names of files in the order in which they were taken in. */
  readonly taken: string[] = [];

  constructor(
    readonly place: MemoryDropPlace,
    private readonly now: () => number,
  ) {}

  /** Whether it waits for done markers. */
  waits = true;

  /** Takes in every whole file of the inbox; `says` answers for each record, undefined answers nothing. */
  takeIn(says?: Saying, archives = true): void {
    for (const [name, file] of [...this.place.inbox]) {
      const isMarked = !this.waits || !name.startsWith('AMD') || this.place.inbox.has(`${name}.OK`);
      if (!name.endsWith('.DAT') || name.startsWith('.') || !isMarked) continue;
      this.place.inbox.delete(name);
      this.place.inbox.delete(`${name}.OK`);
      if (archives) this.place.archive.set(name, file);
      this.taken.push(name);
      const records = recordsOf(file);
      for (const { id } of records) this.effects.set(id, (this.effects.get(id) ?? 0) + 1);
      if (says !== undefined) this.answer(name.replace('.DAT', '.ACK'), records.map(says));
    }
  }

  /** Puts an acknowledgement there. */
  answer(name: string, lines: readonly string[]): void {
    this.write(name, lines.map((line) => `${line}\r\n`).join(''));
  }

  write(name: string, text: string): void {
    this.place.acknowledgements.set(name, { bytes: Buffer.from(text, 'latin1'), modifiedAt: this.now() });
  }
}

/** The records of a file with their lines. */
export function recordsOf({ bytes }: MemoryFile): readonly { id: string; line: number; fields: readonly string[] }[] {
  return Buffer.from(bytes)
    .toString('latin1')
    .split('\r\n')
    .map((text, index) => ({ id: text.slice(0, 26), line: index + 1, fields: text.split(';'), text }))
    .filter(({ text }) => RECORD.test(text));
}
