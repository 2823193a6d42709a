// `banyan keys …`: the keys that access tokens are signed with, through the administration listener.
import { Command } from 'commander';
import type { SigningKeyView } from '../../credentials/signing/signing-key-desk.js';
import { asker, tell } from '../operators/asking.js';
import { present, withReason } from './client-options.js';
import { keyTable } from './client-text.js';

const ask = asker('/admin/v1/signing-keys');

interface Keys {
  readonly data: readonly SigningKeyView[];
}

/** The group of sub-commands. */
export function keysCommand(): Command {
  const group = new Command('keys').description('look at the keys that sign access tokens, and bring in a new one');
  for (const each of [list(), rotate()]) group.addCommand(each.exitOverride());
  return group;
}

function list(): Command {
  return new Command('list')
    .description('list every key that is published, in the order in which they sign')
    .option('--json', 'as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      tell(await ask('GET', ''), json, ({ data }: Keys) => keyTable(data));
    });
}

interface RotateOptions {
  readonly now?: boolean;
  readonly withdraw?: boolean;
  readonly reason?: string;
  readonly json?: boolean;
}

function rotate(): Command {
  const command = new Command('rotate')
    .description(
      'bring in a new key: published first, signing later, the old ones believed until their last token ends',
    )
    .option('--now', 'sign with it at once, though others may not know it yet')
    .option('--withdraw', 'give up the keys so far with every token they signed: for a key that leaked');
  return withReason(command).action(async ({ now, withdraw, reason, json }: RotateOptions) => {
    const body = present({ now, withdraw, reason });
    tell(await ask('POST', '/rotate', body), json, ({ data }: Keys) => keyTable(data));
  });
}
