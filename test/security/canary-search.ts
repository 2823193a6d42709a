// Values that must be nowhere, by what they are, and the search for them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Shorter ones would be found by chance. */
const SHORTEST = 6;

/** A set of planted values. */
export class Canaries {
  readonly #planted = new Map<string, string>();

  get size(): number {
    return this.#planted.size;
  }

  /** Remembers a value; gives it back. */
  plant(what: string, value: string): string {
    if (value.length < SHORTEST) throw new Error(`${what} is too short to be looked for`);
    this.#planted.set(what, value);
    return value;
  }

  /** Names of those that are in a text, or in bytes. */
  foundIn(text: string | Buffer): readonly string[] {
    return [...this.#planted].flatMap(([what, value]) =>
      tracesOf(value).some((trace) => text.includes(trace)) ? [what] : [],
    );
  }

  /** Names of those that are in the bytes of any file of a folder, by file. */
  foundBelow(folder: string): Readonly<Record<string, readonly string[]>> {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const found = files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path.slice(folder.length + 1), this.foundIn(readFileSync(path))] as const;
    });
    return Object.fromEntries(found.filter(([, names]) => names.length > 0));
  }
}

/** What can be found of a value: as it is, and in the encodings it travels in. */
function tracesOf(value: string): readonly string[] {
  const base64 = Buffer.from(value).toString('base64').replace(/=+$/, '').slice(0, -1);
  return [value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1), base64];
}
