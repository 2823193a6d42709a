// `banyan secret`: makes a secret of the form that BANYAN_ADMINISTRATOR_SECRET_FILE is to hold.
// It must never touch a store: a secret is worth nothing until a gateway starts with it.
import { Command } from 'commander';
import { makeSecret } from '../credentials/secret.js';
import { say } from './terminal.js';

/** Prints a new secret, for `banyan secret > file`. */
export function secretCommand(): Command {
  return new Command('secret')
    .description('print a new secret, to start a gateway with (BANYAN_ADMINISTRATOR_SECRET_FILE)')
    .action(() => say(makeSecret().text));
}
