// `banyan batches …`: what operators do about files on their way, through the administration listener.
// It must never decide anything without a reason.
import { Command } from 'commander';
import { asker, queryText, tell } from './asking.js';
import { batchLines, batchTable } from './batch-text.js';
import type { ShownBatch } from './batch-text.js';
import { decision } from './decided.js';
import type { Decided } from './decided.js';

const ask = asker('/admin/v1/batches');

/** The group of sub-commands. */
export function batchesCommand(): Command {
  const group = new Command('batches').description('look at file drops and decide about those that wait for a person');
  const decisions = [
    decide('resend', 'publish the same bytes again, once you know that the ERP does not have them'),
    decide('look', 'let the gateway look for the file again'),
    decide('arrived', 'say that the ERP has the file, once you have found out'),
  ];
  for (const each of [list(), show(), ...decisions]) group.addCommand(each.exitOverride());
  return group;
}

interface ListOptions {
  readonly state?: readonly string[];
  readonly queue?: string;
  readonly command?: string;
  readonly limit: string;
  readonly json?: boolean;
}

function list(): Command {
  return new Command('list')
    .description('list batches, newest first')
    .option('--state <state...>', 'only in these states, such as parked')
    .option('--queue <channel/layout>', 'only of this queue')
    .option('--command <id>', 'only with this command')
    .option('--limit <number>', 'most batches', '50')
    .option('--json', 'as JSON')
    .action(async ({ state, queue, command, limit, json }: ListOptions) => {
      const answer = await ask('GET', queryText({ limit, state, queue, command }));
      tell(answer, json, ({ data }: { data: readonly ShownBatch[] }) => batchTable(data));
    });
}

function show(): Command {
  return new Command('show')
    .description('one batch with its members, history and evidence')
    .argument('<id>')
    .option('--json', 'as JSON')
    .action(async (id: string, { json }: { json?: boolean }) => {
      tell(await ask('GET', `/${encodeURIComponent(id)}`), json, batchLines);
    });
}

function decide(kind: string, description: string): Command {
  return decision(kind, description)
    .argument('<id>')
    .action(async (id: string, { reason, json }: Decided & { json?: boolean }) => {
      tell(await ask('POST', `/${encodeURIComponent(id)}/${kind}`, { reason }), json, batchLines);
    });
}
