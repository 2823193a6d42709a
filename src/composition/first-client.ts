// The client a fresh gateway starts with, so that a newcomer can call the API at once.
// It must never print or log the secret; it goes into a file only its owner can read.
import { existsSync } from 'node:fs';
import { replaceFile } from '../../adapters/folder/atomic-write.js';
import type { Catalogue } from '../facade/catalogue.js';
import type { Client } from '../credentials/client.js';
import { issueCredential } from '../credentials/issue-credential.js';
import type { SecretCredential } from '../credentials/secret-credential.js';
import type { Clock } from '../kernel/clock.js';
import { createdByGateway } from './created-by-gateway.js';
import type { DataFolder } from './data-folder.js';
import type { Identity } from './identity.js';

/** How a person can act as the first client. */
export interface FirstClient {
  readonly id: string;
  /** File with the secret, mode 0600. */
  readonly secretFile: string;
}

/** What the first client is made with. */
export interface FirstClientParts {
  readonly folder: DataFolder;
  readonly catalogue: Catalogue;
  readonly clock: Clock;
}

const ID = 'first-client';

/**
 * Makes the first client when there is no application at all, with the scopes of every resource of the facade. The
 * secret's file is written before the client is saved, so that a crash between the two leaves nothing that cannot be
 * used. Undefined when the first client was replaced by others or its secret's file was removed.
 */
export async function ensureFirstClient(
  { folder, catalogue, clock }: FirstClientParts,
  { clients, pepper }: Pick<Identity, 'clients' | 'pepper'>,
): Promise<FirstClient | undefined> {
  if (!clients.list().some(({ kind }) => kind === 'application')) {
    const { credential, secret } = issueCredential(pepper, clock);
    await replaceFile(folder.firstClientSecret, `${secret}\n`);
    const client = clientWith(credential, catalogue);
    await clients.save(client, createdByGateway(client));
  }
  const standing = clients.find(ID);
  const isUsable = standing !== undefined && standing.revokedAt === undefined && existsSync(folder.firstClientSecret);
  return isUsable ? { id: ID, secretFile: folder.firstClientSecret } : undefined;
}

function clientWith(credential: SecretCredential, { resources }: Catalogue): Client {
  const scopes = [...resources.keys()].map((resource) => `${resource}.*`);
  const { createdAt } = credential;
  return { id: ID, kind: 'application', name: 'First client', scopes, createdAt, credentials: [credential] };
}
