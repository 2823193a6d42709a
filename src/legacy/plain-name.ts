// Names of files in folders that others fill too. It must never let one lead out of its folder, whatever the server is.
import type { FileDrop, PublishOutcome } from './file-drop.js';

/** True for a name that stays in its folder on any server, Windows included. */
export function isPlainName(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && !/[/\\]|\p{Cc}/u.test(name);
}

/** Throws RangeError for a name that is none. */
export function assertPlainName(name: string): void {
  if (!isPlainName(name)) throw new RangeError(`${JSON.stringify(name.slice(0, 100))} is not a plain file name`);
}

/** What becomes of a file one of whose names leads elsewhere; undefined for a file that may be published. */
export function refusalOfNames({ name, temporaryName, doneName = name }: FileDrop): PublishOutcome | undefined {
  return [name, temporaryName, doneName].every(isPlainName)
    ? undefined
    : { kind: 'nothing-published', reason: 'a name of the file leads out of the inbox' };
}
