// `banyan commands …`: what operators do about writes, through the administration listener of the running gateway.
// It must never decide anything without a reason.
import { Command } from 'commander';
import { CommandFailure, EXIT } from '../terminal.js';
import { asker, queryText, tell } from './asking.js';
import { commandLines, commandTable } from './command-text.js';
import type { ShownCommand } from './command-text.js';
import { decision } from './decided.js';
import type { Decided } from './decided.js';
import { eraseCommand } from './erase-command.js';

const ask = asker('/admin/v1/commands');

/** The group of sub-commands. */
export function commandsCommand(): Command {
  const group = new Command('commands').description('look at writes and settle those that wait for a person');
  for (const make of [list, show, retry, cancel, resolve, eraseCommand]) group.addCommand(make().exitOverride());
  return group;
}

interface ListOptions {
  readonly state?: readonly string[];
  readonly operation?: string;
  readonly limit?: string;
  readonly json?: boolean;
}

function list(): Command {
  return new Command('list')
    .description('list commands, newest first')
    .option('--state <state...>', 'only in these states, such as parked')
    .option('--operation <id>', 'only of this operation')
    .option('--limit <number>', 'most commands', '50')
    .option('--json', 'as JSON')
    .action(async ({ state, operation, limit = '50', json }: ListOptions) => {
      const answer = await ask('GET', queryText({ limit, state, operation }));
      tell(answer, json, ({ data }: { data: readonly ShownCommand[] }) => commandTable(data));
    });
}

function show(): Command {
  return new Command('show')
    .description('one command with its history, reasons and evidence')
    .argument('<id>')
    .option('--json', 'as JSON')
    .action(async (id: string, { json }: { json?: boolean }) => {
      tell(await ask('GET', `/${encodeURIComponent(id)}`), json, commandLines);
    });
}

/** A decision, and whether the command is shown as JSON then. */
type Options = Decided & { readonly json?: boolean };

function retry(): Command {
  return decision('retry', 'deliver a parked command again')
    .argument('<id>')
    .action(async (id: string, { reason, json }: Options) => {
      await decide(`/${encodeURIComponent(id)}/retry`, { reason }, json);
    });
}

function cancel(): Command {
  return decision('cancel', 'take a command back that was not sent, or give a parked one up')
    .argument('<id>')
    .action(async (id: string, { reason, json }: Options) => {
      await decide(`/${encodeURIComponent(id)}/cancel`, { reason }, json);
    });
}

interface Resolution extends Options {
  readonly succeeded?: boolean;
  readonly result?: string;
  readonly refused?: string;
  readonly text?: string;
}

function resolve(): Command {
  return decision('resolve', 'say what became of a parked command, once you have found out')
    .argument('<id>')
    .option('--succeeded', 'the ERP has done it')
    .option('--result <json>', 'what it gave back, such as \'{"id":"SO-1"}\'')
    .option('--refused <reason>', 'the ERP has refused it, for this reason code')
    .option('--text <sentence>', 'what the sender may read about the refusal')
    .action(async (id: string, options: Resolution) => {
      const { reason, json } = options;
      await decide(`/${encodeURIComponent(id)}/resolve`, { reason, ...outcomeOf(options) }, json);
    });
}

function outcomeOf({ succeeded, result, refused, text }: Resolution): object {
  if (succeeded === true && refused === undefined)
    return { outcome: 'succeeded', ...(result !== undefined && { result: parseResult(result) }) };
  if (succeeded !== true && refused !== undefined)
    return { outcome: 'refused', refusal: { reason: refused, text: text ?? 'The ERP refused the request.' } };
  throw new CommandFailure('Say either --succeeded or --refused <reason>.', EXIT.usage);
}

function parseResult(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CommandFailure('--result must be JSON, such as \'{"id":"SO-1"}\'.', EXIT.usage);
  }
}

async function decide(path: string, body: object, json: boolean | undefined): Promise<void> {
  tell(await ask('POST', path, body), json, commandLines);
}
