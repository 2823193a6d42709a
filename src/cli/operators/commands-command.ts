// `banyan commands …`: what operators do about writes, through the administration listener of the running gateway.
// It must never decide anything without a reason.
import { userInfo } from 'node:os';
import { Command } from 'commander';
import { askGateway } from './admin-client.js';
import { commandLines, commandTable } from './command-text.js';
import type { ShownCommand } from './command-text.js';
import { loadSettings } from '../load-settings.js';
import { CommandFailure, EXIT, say } from '../terminal.js';

const PATH = '/admin/v1/commands';

/** The group of sub-commands. */
export function commandsCommand(): Command {
  const group = new Command('commands').description('look at writes and settle those that wait for a person');
  for (const make of [list, show, retry, cancel, resolve]) group.addCommand(make().exitOverride());
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
    .action(async ({ state = [], operation, limit = '50', json }: ListOptions) => {
      const query = new URLSearchParams({ limit });
      for (const each of state) query.append('state', each);
      if (operation !== undefined) query.set('operation', operation);
      const answer = (await ask('GET', `?${query.toString()}`)) as { readonly data: readonly ShownCommand[] };
      say(json === true ? JSON.stringify(answer, null, 2) : commandTable(answer.data));
    });
}

function show(): Command {
  return new Command('show')
    .description('one command with its history, reasons and evidence')
    .argument('<id>')
    .option('--json', 'as JSON')
    .action(async (id: string, { json }: { json?: boolean }) => {
      say(shown(await ask('GET', `/${encodeURIComponent(id)}`), json));
    });
}

interface Decided {
  readonly reason: string;
  readonly by: string;
}

function decision(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .argument('<id>')
    .requiredOption('--reason <sentence>', 'why; it goes into the history')
    .option('--by <name>', 'who decides', userInfo().username);
}

function retry(): Command {
  return decision('retry', 'deliver a parked command again').action(async (id: string, { reason, by }: Decided) => {
    await decide(id, 'retry', { reason, by });
  });
}

function cancel(): Command {
  return decision('cancel', 'take a command back that was not sent, or give a parked one up').action(
    async (id: string, { reason, by }: Decided) => {
      await decide(id, 'cancel', { reason, by });
    },
  );
}

interface Resolution extends Decided {
  readonly succeeded?: boolean;
  readonly result?: string;
  readonly refused?: string;
  readonly text?: string;
}

function resolve(): Command {
  return decision('resolve', 'say what became of a parked command, once you have found out')
    .option('--succeeded', 'the ERP has done it')
    .option('--result <json>', 'what it gave back, such as \'{"id":"SO-1"}\'')
    .option('--refused <reason>', 'the ERP has refused it, for this reason code')
    .option('--text <sentence>', 'what the sender may read about the refusal')
    .action(async (id: string, options: Resolution) => {
      await decide(id, 'resolve', { reason: options.reason, by: options.by, ...outcomeOf(options) });
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

async function decide(id: string, action: string, body: object): Promise<void> {
  say(shown(await ask('POST', `/${encodeURIComponent(id)}/${action}`, body), false));
}

function shown(answer: unknown, json: boolean | undefined): string {
  return json === true ? JSON.stringify(answer, null, 2) : commandLines(answer as ShownCommand);
}

function ask(method: 'GET' | 'POST', path: string, body?: object): Promise<unknown> {
  return askGateway(loadSettings().settings, method, PATH + path, body);
}
