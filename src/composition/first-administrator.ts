// The administrator a fresh gateway starts with, who makes all others, and the one who comes in when nobody else can.
// It must never log the secret: it goes into a file only its owner can read, or comes from one that was given.
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
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
import { createdByGateway, createdForOperator } from './created-by-gateway.js';
import type { Identity } from './identity.js';
import { readNamedFile } from './secrets/read-named-file.js';
import { SECRET_FORM } from './secrets/read-secret-file.js';

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
    const client = { ...administratorWith(credentialOf(secret, pepper, clock)), id: ID, name: 'First administrator' };
    await clients.save(client, createdByGateway(client));
  }
  await recoverAdministrator({ folder, clock }, { clients, pepper });
  const standing = clients.find(ID);
  if (standing === undefined || standing.revokedAt !== undefined || !existsSync(secretFile)) return undefined;
  return { id: ID, secretFile, ...(secret !== undefined && given === undefined && { newSecret: secret.text }) };
}

/**
 * Makes an administrator who may do everything for the secret that an operator has put into the data folder, because
 * every other one was lost. Whoever can write there owns the store and its keys anyway. Each secret makes one
 * administrator once, which can be revoked for good like any other: the file may stay.
 */
async function recoverAdministrator(
  { folder, clock }: Pick<FirstAdministratorParts, 'folder' | 'clock'>,
  { clients, pepper }: Pick<Identity, 'clients' | 'pepper'>,
): Promise<void> {
  const path = folder.recoveredAdministratorSecret;
  const text = await readPrivateFile(path, WRITABLE_BY_OTHERS);
  if (text === undefined) return;
  const secret = secretIn(text, path);
  const id = `recovered-${secret.credentialId}`;
  if (clients.find(id) !== undefined) return;
  if (clients.findByCredential(secret.credentialId) !== undefined) throw new Error(`The file ${path} ${USED}`);
  const client = { ...administratorWith(credentialOf(secret, pepper, clock)), id, name: 'Recovered administrator' };
  await clients.save(client, createdForOperator(client, `its secret was put into ${basename(path)}`));
}

const USED = 'holds a secret that belongs to somebody already. `banyan secret` makes a new one; or remove the file.';

async function firstSecret(given: string | undefined, file: string): Promise<WellFormedSecret> {
  if (given !== undefined) return secretIn(await readNamedFile('BANYAN_ADMINISTRATOR_SECRET_FILE', given), given);
  const made = makeSecret();
  await replaceFile(file, `${made.text}\n`);
  return made;
}

function secretIn(text: string, path: string): WellFormedSecret {
  const secret = parseSecret(text.trim());
  if (secret !== undefined) return secret;
  throw new Error(`The file ${path} does not hold a secret: ${SECRET_FORM}. \`banyan secret\` makes one.`);
}

function administratorWith(credential: SecretCredential): Omit<Client, 'id' | 'name'> {
  const held = { scopes: ['admin.*'], grants: ['*'], credentials: [credential] };
  return { kind: 'administrator', createdAt: credential.createdAt, ...held };
}
