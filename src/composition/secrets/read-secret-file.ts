// Reads a secret from the file that a setting names.
// It must never repeat what stands in the file, whatever that is: a wrong path may lead to any secret of this machine.
import { closeSync, openSync, readSync } from 'node:fs';
import { parseSecret } from '../../credentials/secret.js';
import type { WellFormedSecret } from '../../credentials/secret.js';

/** A secret, a line end and some blanks; whatever is longer is something else, and is not read to its end. */
const MOST_BYTES = 1024;

/** What a file has to hold, in words. */
export const SECRET_FORM =
  'one line with bny_, 16 hexadecimal digits, _, 64 more, _, and a checksum of 8, all in lower case, and nothing besides';

/** The secret, or undefined when the file holds anything else. Throws what the file system says when it cannot be read. */
export function readSecretFile(path: string): WellFormedSecret | undefined {
  return parseSecret(beginningOf(path).trim());
}

/** A pipe, as shells make of a program's output, gives what it has in pieces. */
function beginningOf(path: string): string {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(MOST_BYTES);
    let length = 0;
    for (let read = -1; read !== 0 && length < MOST_BYTES; length += read) {
      read = readSync(file, bytes, length, MOST_BYTES - length, null);
    }
    return bytes.toString('utf8', 0, length);
  } finally {
    closeSync(file);
  }
}
