// Paths at the server. Names come from outside, so a name must be one: it must never lead out of its folder.
import { assertPlainName } from '../../../src/legacy/plain-name.js';

/** The path of a file in a folder. Throws when the name is none. */
export function pathOf(folder: string, name: string): string {
  assertPlainName(name);
  return folder.endsWith('/') ? `${folder}${name}` : `${folder}/${name}`;
}
