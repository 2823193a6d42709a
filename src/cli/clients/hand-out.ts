// Hands a new secret to whoever asked for it: on standard output, once, or into a file that only its owner can read.
// It must never write one to a log, nor ask for one that it could not hand out.
import { rm } from 'node:fs/promises';
import type { IssuedView } from '../../credentials/desk/views.js';
import { openNewFile } from '../operators/new-file.js';
import { CommandFailure, complain, say } from '../terminal.js';
import { credentialTable, warningsOf } from './client-text.js';

/** How the secret is wanted. */
export interface HandOut {
  readonly secretFile?: string;
  readonly json?: boolean;
}

/**
 * Asks for a credential and hands it out. The file is there before anything is asked for: a secret that nobody can be
 * given is one to be revoked. What is not the secret goes to standard error, so that `$(banyan clients rotate …)` is it.
 */
export async function handOut(options: HandOut, ask: () => Promise<unknown>): Promise<void> {
  const { secretFile, json } = options;
  if (secretFile === undefined) {
    show((await ask()) as IssuedView, json);
    return;
  }
  const file = await openNewFile(secretFile, 'The secret cannot be handed out, so none was made');
  try {
    const { secret, ...issued } = (await ask()) as IssuedView;
    if (secret === undefined) throw new CommandFailure('This credential has no secret; leave --secret-file out.');
    await file.writeFile(`${secret}\n`);
    await file.sync();
    if (json === true) say(JSON.stringify(issued, null, 2));
    else complain(`${told(issued)}\nIts secret is in ${secretFile}.`);
  } catch (error) {
    await rm(secretFile, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

function show(issued: IssuedView, json: boolean | undefined): void {
  const { secret } = issued;
  if (json === true) {
    say(JSON.stringify(issued, null, 2));
    return;
  }
  complain(secret === undefined ? told(issued) : `${told(issued)}\nIts secret, shown this once:`);
  if (secret !== undefined) say(secret);
}

function told({ client, credential }: Omit<IssuedView, 'secret'>): string {
  const retiring = client.credentials.filter(({ state, id }) => state === 'retiring' && id !== credential.id);
  const lines = [`${client.id} has the credential ${credential.id}.`, credentialTable([...retiring, credential])];
  return [...lines, ...warningsOf(client)].join('\n');
}
