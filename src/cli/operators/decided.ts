// What every decision on the command line asks for: a reason, and who decides.
import { userInfo } from 'node:os';
import { Command } from 'commander';

/** Who decides, and why. */
export interface Decided {
  readonly reason: string;
  readonly by: string;
}

/** A sub-command that decides something. It does not run without a reason. */
export function decision(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .requiredOption('--reason <sentence>', 'why; it is kept in the audit trail')
    .option('--by <name>', 'who decides', userInfo().username)
    .option('--json', 'as JSON');
}
