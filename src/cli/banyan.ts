// The `banyan` command: its sub-commands, and the one place where a failure becomes a message and an exit code.
import { Command, CommanderError } from 'commander';
import { BANYAN_VERSION } from '../kernel/version.js';
import { failureText } from '../kernel/failure-text.js';
import { CommandFailure, complain, EXIT } from './terminal.js';

/** Each is loaded when it is asked for: what serving needs takes most of a second to load, and most need none of it. */
const COMMANDS: ReadonlyMap<string, () => Promise<() => Command>> = new Map([
  ['start', async () => (await import('./start-command.js')).startCommand],
  ['serve', async () => (await import('./serve-command.js')).serveCommand],
  ['check', async () => (await import('./check-command.js')).checkCommand],
  ['openapi', async () => (await import('./openapi-command.js')).openApiCommand],
  ['explain', async () => (await import('./explain-command.js')).explainCommand],
  ['settings', async () => (await import('./settings-command.js')).settingsCommand],
  ['secret', async () => (await import('./secret-command.js')).secretCommand],
  ['clients', async () => (await import('./clients/clients-command.js')).clientsCommand],
  ['administrators', async () => (await import('./clients/clients-command.js')).administratorsCommand],
  ['keys', async () => (await import('./clients/keys-command.js')).keysCommand],
  ['commands', async () => (await import('./operators/commands-command.js')).commandsCommand],
  ['batches', async () => (await import('./operators/batches-command.js')).batchesCommand],
  ['reviews', async () => (await import('./operators/reviews-command.js')).reviewsCommand],
  ['calendar', async () => (await import('./operators/calendar-command.js')).calendarCommand],
  ['protection', async () => (await import('./operators/protection-command.js')).protectionCommand],
  ['audit', async () => (await import('./audit/audit-command.js')).auditCommand],
]);

/** Runs one command line (`process.argv` form) and sets the exit code; never throws. */
export async function main(argv: readonly string[]): Promise<void> {
  const program = new Command('banyan')
    .description('A versioned REST/OpenAPI facade in front of a legacy ERP that nobody may change.')
    .version(BANYAN_VERSION)
    .showHelpAfterError('(banyan --help lists the commands)')
    .exitOverride();
  try {
    for (const make of await wanted(argv)) program.addCommand(make().exitOverride().showHelpAfterError());
    await program.parseAsync([...argv]);
  } catch (error) {
    process.exitCode = explainFailure(error);
  }
}

/** The command that is named, or all of them where somebody has to be told which there are. */
function wanted([, , name = '']: readonly string[]): Promise<readonly (() => Command)[]> {
  const named = COMMANDS.get(name);
  if (named !== undefined) return Promise.all([named()]);
  return Promise.all(name === '--version' ? [] : [...COMMANDS.values()].map((load) => load()));
}

function explainFailure(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  complain(failureText(error));
  return error instanceof CommandFailure ? error.exitCode : EXIT.failed;
}
