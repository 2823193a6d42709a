// Private keys in a folder of their own, one PEM file each, private to their owner.
// It must never take a name for a path: only thumbprints are names here.
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PrivateKeys } from '../../src/credentials/signing/signing-keys.port.js';
import { replaceFile } from './atomic-write.js';
import { READABLE_BY_OTHERS, readPrivateFile } from './private-file.js';

/** A SHA-256 in base64url (RFC 7638, section 3). */
const THUMBPRINT = /^[A-Za-z0-9_-]{43}$/;

/** The folder is made with the first key. */
export class PrivateKeyFolder extends PrivateKeys {
  constructor(private readonly folder: string) {
    super();
  }

  async read(kid: string): Promise<string | undefined> {
    return readPrivateFile(this.#path(kid), READABLE_BY_OTHERS);
  }

  async write(kid: string, pem: string): Promise<void> {
    const path = this.#path(kid);
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await replaceFile(path, pem);
  }

  async remove(kid: string): Promise<void> {
    await rm(this.#path(kid), { force: true });
  }

  #path(kid: string): string {
    if (!THUMBPRINT.test(kid)) throw new Error('The name of a signing key is the thumbprint of its public half.');
    return join(this.folder, `${kid}.pem`);
  }
}
