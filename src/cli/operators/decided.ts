// What every decision on the command line asks for: a reason. Who decides is whose secret is sent.
import { Command } from 'commander';

/** Why. */
export interface Decided {
  readonly reason: string;
}

/** A sub-command that decides something. It does not run without a reason. */
export function decision(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .requiredOption('--reason <sentence>', 'why; it is kept in the audit trail')
    .option('--json', 'as JSON');
}
