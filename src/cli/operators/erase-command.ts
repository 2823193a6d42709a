// `banyan commands erase`: takes away what was sent about one subject. It counts first, and erases only what was counted.
// It must never print the value it was asked about.
import type { Command } from 'commander';
import { CommandFailure, EXIT } from '../terminal.js';
import { asker, tell } from './asking.js';
import { decision } from './decided.js';
import type { Decided } from './decided.js';

const ask = asker('/admin/v1/commands/erase');

interface Options extends Decided {
  readonly key?: string;
  readonly id?: readonly string[];
  readonly field?: string;
  readonly confirm?: string;
  readonly json?: boolean;
}

interface Counts {
  readonly dryRun: boolean;
  readonly erased: number;
  readonly unsettled: number;
}

/** The sub-command. Without `--confirm` it counts; with the number it has counted it erases. */
export function eraseCommand(): Command {
  return decision('erase', 'erase what was sent about one subject; ids, states and outcomes stay')
    .option('--key <order key>', 'commands of this order key, such as customers/C10001')
    .option('--id <id...>', 'these commands')
    .option('--field <name=value>', 'commands with this text in a field; name:=7 for a number, true or false')
    .option('--confirm <count>', 'erase, if this many commands would still be erased')
    .action(async (options: Options) => {
      const body = { ...subjectOf(options), reason: options.reason };
      const counted = (await ask('POST', '', { ...body, dryRun: true })) as Counts;
      if (options.confirm === undefined) {
        tell(counted, options.json, textOfCounts);
        return;
      }
      if (options.confirm !== String(counted.erased))
        throw new CommandFailure(`Nothing was erased: it would be ${counted.erased} now, not ${options.confirm}.`);
      tell(await ask('POST', '', { ...body, dryRun: false }), options.json, textOfCounts);
    });
}

function subjectOf({ key, id, field }: Options): object {
  const given = [key, id, field].filter((each) => each !== undefined);
  if (given.length !== 1) throw new CommandFailure('Say exactly one of --key, --id and --field.', EXIT.usage);
  if (key !== undefined) return { order: key };
  if (id !== undefined) return { ids: id };
  const [, name, typed, value = ''] = /^([^:=]+)(:?)=(.*)$/s.exec(field ?? '') ?? [];
  if (name === undefined) throw new CommandFailure('--field must be name=value, or name:=7.', EXIT.usage);
  return { field: name, value: typed === '' ? value : scalarOf(value) };
}

function scalarOf(text: string): number | boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  const number = Number(text);
  if (text.trim() !== '' && Number.isFinite(number)) return number;
  throw new CommandFailure('After := must come a number, true or false.', EXIT.usage);
}

function textOfCounts({ dryRun, erased, unsettled }: Counts): string {
  const left = unsettled === 0 ? '' : ` ${unsettled} not settled yet would be left whole; erase them later.`;
  if (!dryRun) return `Erased what was sent with ${counted(erased)}.${left.replace('would be', 'were')}`;
  return `Would erase what was sent with ${counted(erased)}.${left} To do it, add --confirm ${erased}.`;
}

function counted(commands: number): string {
  return commands === 1 ? '1 command' : `${commands} commands`;
}
