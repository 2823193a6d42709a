// Paths on this machine of files in the folders of a channel. It must never let a name lead out of its folder.
import { join } from 'node:path';
import { assertPlainName } from '../../../src/legacy/plain-name.js';

/** The path of a file in a folder. Throws when the name is none. */
export function pathOf(folder: string, name: string): string {
  assertPlainName(name);
  return join(folder, name);
}
