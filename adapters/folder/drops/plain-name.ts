// Names of files in folders that others fill. It must never let one lead out of its folder.
import { join } from 'node:path';

export function isPlainName(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && !/[/\\]|\p{Cc}/u.test(name);
}

/** The path of a file in a folder. Throws when the name is none. */
export function pathOf(folder: string, name: string): string {
  if (!isPlainName(name)) throw new RangeError(`${JSON.stringify(name.slice(0, 100))} is not a plain file name`);
  return join(folder, name);
}
