// The administrator a fresh gateway starts with, who makes all others.
// It must never log the secret: it goes into a file only its owner can read, or comes from one that was given.
import { existsSync } from 'node:fs';
import { replaceFile } from '../../adapters/folder/atomic-write.js';
import { readPrivateFile, WRITABLE_BY_OTHERS } from '../../adapters/folder/private-file.js';
import type { Client } from '../credentials/client.js';
import { credentialOf } from '../credentials/issue-credential.js';
import type { SecretCredential } from '../credentials/secret-credential.js';
import { makeSecret, parseSecret } from '../credentials/secret.js';
import type { WellFormedSecret } from '../credentials/secret.js';
import type { Clock } from '../kernel/clock.js';
import type { Settings } from '../settings/settings.js';
import type { DataFolder } from './data-folder.js';
import { createdByGateway } from './created-by-gateway.js';
import type { Identity } from './identity.js';

/** How a person can act as the first administrator. */
export interface FirstAdministrator {
  readonly id: string;
  /** File with the secret. */
  readonly secretFile: string;
  /** Only where it was made in this very start, and only to be shown to a person at a terminal. */
  readonly newSecret?: string;
}

/** What the first administrator is made with. */
export interface FirstAdministratorParts {
  readonly folder: DataFolder;
  readonly settings: Settings;
  readonly clock: Clock;
}

const ID = 'first-administrator';

/**
 * Makes the first administrator when there is no administrator at all: with the secret of the file that the settings
 * name, or else with a new one, whose file is written before the administrator is saved. Undefined when the first one
 * has gone or its secret's file was removed. Rejects with a sentence for people when the given file is of no use.
 */
export async function ensureFirstAdministrator(
  { folder, settings, clock }: FirstAdministratorParts,
  { clients, pepper }: Pick<Identity, 'clients' | 'pepper'>,
): Promise<FirstAdministrator | undefined> {
  const given = settings.BANYAN_ADMINISTRATOR_SECRET_FILE;
  const secretFile = given ?? folder.firstAdministratorSecret;
  const isFirst = !clients.list().some(({ kind }) => kind === 'administrator');
  const secret = isFirst ? await firstSecret(given, secretFile) : undefined;
  if (secret !== undefined) {
    const client = administratorWith(credentialOf(secret, pepper, clock));
    await clients.save(client, createdByGateway(client));
  }
  const standing = clients.find(ID);
  if (standing === undefined || standing.revokedAt !== undefined || !existsSync(secretFile)) return undefined;
  return { id: ID, secretFile, ...(secret !== undefined && given === undefined && { newSecret: secret.text }) };
}

async function firstSecret(given: string | undefined, file: string): Promise<WellFormedSecret> {
  if (given !== undefined) return readGiven(given);
  const made = makeSecret();
  await replaceFile(file, `${made.text}\n`);
  return made;
}

async function readGiven(path: string): Promise<WellFormedSecret> {
  const text = await readPrivateFile(path, WRITABLE_BY_OTHERS);
  if (text === undefined) throw new Error(`BANYAN_ADMINISTRATOR_SECRET_FILE names ${path}, and there is no such file.`);
  const secret = parseSecret(text.trim());
  if (secret === undefined) throw new Error(`The file ${path} does not hold a secret: ${FORM}`);
  return secret;
}

const FORM =
  'bny_, 16 hexadecimal digits, _, 64 more, _, and the CRC-32 of all that in 8 digits, all in lower case. ' +
  '`banyan secret` makes one.';

function administratorWith(credential: SecretCredential): Client {
  const held = { scopes: ['admin.*'], grants: ['*'], credentials: [credential] };
  return { id: ID, kind: 'administrator', name: 'First administrator', createdAt: credential.createdAt, ...held };
}
