// Makes sure that the file a newcomer is pointed to really holds a good secret of the first administrator.
// It must never point to a file because a setting names it: the command line proves itself with it as anybody.
import { isLive } from '../../credentials/credential-state.js';
import { proveSecret } from '../../credentials/prove-secret.js';
import type { WellFormedSecret } from '../../credentials/secret.js';
import type { DataFolder } from '../data-folder.js';
import type { FirstAdministrator } from '../first-administrator.js';
import type { Identity } from '../identity.js';
import { readSecretFile } from './read-secret-file.js';

/** The first administrator with a file of its own, the one that was found or the one of the data folder; or undefined. */
export function shownAdministrator(
  first: FirstAdministrator | undefined,
  { firstAdministratorSecret }: Pick<DataFolder, 'firstAdministratorSecret'>,
  { clients, pepper, time }: Pick<Identity, 'clients' | 'pepper' | 'time'>,
): FirstAdministrator | undefined {
  if (first === undefined) return undefined;
  const now = time.latest();
  const isOwn = (path: string): boolean => {
    const secret = secretIn(path);
    const credential = secret && proveSecret(pepper, secret, clients.find(first.id));
    return credential !== undefined && isLive(credential, now);
  };
  const secretFile = [first.secretFile, firstAdministratorSecret].find(isOwn);
  return secretFile === undefined ? undefined : { ...first, secretFile };
}

function secretIn(path: string): WellFormedSecret | undefined {
  try {
    return readSecretFile(path);
  } catch {
    return undefined;
  }
}
