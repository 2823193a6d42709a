// The `banyan` command: its sub-commands, and the one place where a failure becomes a message and an exit code.
import { Command, CommanderError } from 'commander';
import { BANYAN_VERSION } from '../kernel/version.js';
import { checkCommand } from './check-command.js';
import { commandsCommand } from './operators/commands-command.js';
import { explainCommand } from './explain-command.js';
import { openApiCommand } from './openapi-command.js';
import { serveCommand } from './serve-command.js';
import { settingsCommand } from './settings-command.js';
import { startCommand } from './start-command.js';
import { CommandFailure, complain, EXIT } from './terminal.js';

const COMMANDS = [
  ...[startCommand, serveCommand, checkCommand, openApiCommand, explainCommand, settingsCommand],
  commandsCommand,
];

/** Runs one command line (`process.argv` form) and sets the exit code; never throws. */
export async function main(argv: readonly string[]): Promise<void> {
  const program = new Command('banyan')
    .description('A versioned REST/OpenAPI facade in front of a legacy ERP that nobody may change.')
    .version(BANYAN_VERSION)
    .showHelpAfterError('(banyan --help lists the commands)')
    .exitOverride();
  for (const make of COMMANDS) program.addCommand(make().exitOverride().showHelpAfterError());
  try {
    await program.parseAsync([...argv]);
  } catch (error) {
    process.exitCode = explainFailure(error);
  }
}

function explainFailure(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  complain(error instanceof Error ? error.message : String(error));
  return error instanceof CommandFailure ? error.exitCode : EXIT.failed;
}
