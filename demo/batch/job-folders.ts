// The folders of the batch job: what waits in the inbox, and the moves that a file makes. A file appears under its name in
// one step or not at all, except where a fault asks for half of one.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const markerOf = (name: string): string => `${name}.OK`;

/** Inbox, outbox and archive below one folder. */
export class JobFolders {
  readonly #inbox: string;
  readonly #outbox: string;
  readonly #archive: string;
  readonly #bad: string;

  /** Makes what is missing. */
  constructor(root: string) {
    this.#inbox = join(root, 'inbox');
    this.#outbox = join(root, 'outbox');
    this.#archive = join(root, 'archive');
    this.#bad = join(this.#archive, 'bad');
    for (const folder of [this.#inbox, join(this.#outbox, 'read'), this.#bad])
      mkdirSync(folder, { recursive: true, mode: 0o750 });
  }

  /** Names in the inbox, in order. */
  waiting(): readonly string[] {
    return readdirSync(this.#inbox).sort((a, b) => (a < b ? -1 : 1));
  }

  /** Whether the marker is there that says that the file is whole. */
  isMarked(name: string): boolean {
    return existsSync(join(this.#inbox, markerOf(name)));
  }

  read(name: string): Buffer {
    return readFileSync(join(this.#inbox, name));
  }

  /**
   * Moves a file and its marker from the inbox to the archive; fine when that has been done already, or half of it. A
   * second file of the name is left where it is: it is refused when its turn comes.
   */
  archive(name: string): void {
    if (existsSync(join(this.#archive, name)) && existsSync(join(this.#inbox, name))) return;
    for (const each of [name, markerOf(name)])
      if (existsSync(join(this.#inbox, each))) renameSync(join(this.#inbox, each), join(this.#archive, each));
  }

  /** Moves a file that was refused as a whole, with its marker, to where it is in nobody's way; an earlier one is kept. */
  setAside(name: string): void {
    let copy = 0;
    const free = (each: string): string => (copy === 0 ? each : `${each}.${copy}`);
    while (existsSync(join(this.#bad, free(name)))) copy += 1;
    for (const each of [name, markerOf(name)])
      if (existsSync(join(this.#inbox, each))) renameSync(join(this.#inbox, each), join(this.#bad, free(each)));
  }

  /** Puts a file into the outbox, whole, over one of that name. */
  publish(name: string, bytes: Buffer): void {
    const temporary = join(this.#outbox, `${name}.tmp`);
    writeFileSync(temporary, bytes);
    renameSync(temporary, join(this.#outbox, name));
  }

  /** Puts a file into the outbox as a careless program does: under its name at once, whether it is whole or not. */
  publishCarelessly(name: string, bytes: Buffer): void {
    writeFileSync(join(this.#outbox, name), bytes);
  }
}
