// The secret that the command line proves itself with. It must never repeat what stands in a file that holds none.
import { dataFolderAt } from '../../composition/data-folder.js';
import { readSecretFile, SECRET_FORM } from '../../composition/secrets/read-secret-file.js';
import type { WellFormedSecret } from '../../credentials/secret.js';
import type { Settings } from '../../settings/settings.js';
import { CommandFailure } from '../terminal.js';

/** Of the file that the settings name, or else of the first administrator. Throws CommandFailure. */
export function administratorSecret({ BANYAN_ADMINISTRATOR_SECRET_FILE: given, BANYAN_DATA }: Settings): string {
  const path = given ?? dataFolderAt(BANYAN_DATA).firstAdministratorSecret;
  const secret = secretIn(path);
  if (secret !== undefined) return secret.text;
  throw new CommandFailure(
    `The file ${path} does not hold the secret of an administrator. Expected: ${SECRET_FORM}. ` +
      'BANYAN_ADMINISTRATOR_SECRET_FILE names another file.',
  );
}

function secretIn(path: string): WellFormedSecret | undefined {
  try {
    return readSecretFile(path);
  } catch (error) {
    const { message } = error as NodeJS.ErrnoException;
    throw new CommandFailure(
      `The secret of an administrator cannot be read from ${path}: ${message}. The first one is made when a ` +
        'gateway first starts; BANYAN_DATA names its folder, BANYAN_ADMINISTRATOR_SECRET_FILE another file.',
    );
  }
}
