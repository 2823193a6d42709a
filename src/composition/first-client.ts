// The client a fresh gateway starts with, so that a newcomer can call the API at once.
// It must never print or log the secret; it goes into a file only its owner can read.
import { existsSync } from 'node:fs';
import { replaceFile } from '../../adapters/folder/atomic-write.js';
import type { Catalogue } from '../facade/catalogue.js';
import { issueCredential } from '../credentials/issue-credential.js';
import type { Clock } from '../kernel/clock.js';
import type { DataFolder } from './data-folder.js';
import type { Identity } from './identity.js';

/** How a person can act as the first client. */
export interface FirstClient {
  readonly id: string;
  /** File with the secret, mode 0600. */
  readonly secretFile: string;
}

const ID = 'first-client';

/**
 * Makes the first client when there is no client at all, with the scopes of every resource of the facade. The secret's
 * file is written before the client is saved, so that a crash between the two leaves nothing that cannot be used.
 * Undefined when the first client was replaced by others or its secret's file was removed.
 */
export async function ensureFirstClient(
  folder: DataFolder,
  identity: Identity,
  catalogue: Catalogue,
  clock: Clock,
): Promise<FirstClient | undefined> {
  const { clients, pepper } = identity;
  if (clients.list().length === 0) {
    const { credential, secret } = issueCredential(pepper, clock);
    await replaceFile(folder.firstClientSecret, `${secret}\n`);
    const scopes = [...catalogue.resources.keys()].map((resource) => `${resource}.*`);
    await clients.save({ id: ID, name: 'First client', scopes, credentials: [credential] });
  }
  const usable = clients.find(ID) !== undefined && existsSync(folder.firstClientSecret);
  return usable ? { id: ID, secretFile: folder.firstClientSecret } : undefined;
}
