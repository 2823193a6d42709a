// The command line of the demonstration ERP: what may be given, what it means, and every fault at once.
// It reads arguments only; nothing is started, printed or read from files here.
import { Command } from 'commander';
import { z } from 'zod';
import { isScale, scaleRule } from './contoso/scale.js';
import type { ErpOptions } from './process/erp.js';

/** What the arguments ask for. */
export type CommandLine =
  | { readonly kind: 'run'; readonly options: Omit<ErpOptions, 'clock'> }
  | { readonly kind: 'help'; readonly text: string }
  | { readonly kind: 'faults'; readonly faults: readonly string[] };

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a port number, 0 for any free one')
  .transform(Number)
  .refine((value) => value <= 65_535, 'must be at most 65535');

const schema = z.object({
  port,
  primaryPort: port,
  controlPort: port.optional(),
  host: z.string().min(1, 'must be an address to listen on'),
  data: z.string().min(1, 'must be a folder'),
  encryption: z.enum(['off', 'on', 'required'], 'must be off, on or required'),
  tlsDir: z.string().min(1, 'must be a folder').optional(),
  passwordsFile: z.string().min(1, 'must be a file').optional(),
  seed: z
    .string()
    .regex(/^\d{1,9}$/, 'must be a whole number of at most nine digits')
    .transform(Number)
    .optional(),
  scale: z.coerce.number(scaleRule).refine(isScale, scaleRule).optional(),
});

function command(): Command {
  return new Command('contoso')
    .description('The legacy ERP of the demonstration: a TDS server for tests and demos on this machine.')
    .option('--port <port>', 'port of the read-only replica, 0 for any free one', '14330')
    .option('--primary-port <port>', 'port of the primary, 0 for any free one', '14331')
    .option('--control-port <port>', 'port of the control interface on 127.0.0.1, 0 for any free one; none without it')
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--data <folder>', 'where the data is kept', 'data/contoso')
    .option('--encryption <mode>', 'off, on (TLS is offered) or required', 'off')
    .option('--tls-dir <folder>', 'key.pem and cert.pem, made when missing (default: tls in the data folder)')
    .option('--passwords-file <file>', 'JSON with a password per login (default: passwords.json in the data folder)')
    .option('--seed <number>', 'what the first start grows the data from (default: 1)')
    .option('--scale <share>', 'how much of it, 1 for all, 0.01 at least (default: 1)')
    .helpOption('--help', 'show this text')
    .allowUnknownOption()
    .allowExcessArguments();
}

/** Reads the arguments that follow the program's name. */
export function readCommandLine(args: readonly string[]): CommandLine {
  const program = command();
  if (args.includes('--help')) return { kind: 'help', text: program.helpInformation() };
  const faults: string[] = [];
  program.exitOverride().configureOutput({ writeErr: () => undefined });
  try {
    program.parse(args, { from: 'user' });
  } catch (error) {
    return { kind: 'faults', faults: [error instanceof Error ? error.message : String(error)] };
  }
  for (const unknown of program.args) faults.push(`${unknown} is not an option; --help lists what is`);
  const parsed = schema.safeParse(program.opts());
  if (parsed.success && faults.length === 0) return { kind: 'run', options: parsed.data };
  for (const issue of parsed.error?.issues ?? []) faults.push(`${flag(String(issue.path[0]))} ${issue.message}`);
  return { kind: 'faults', faults };
}

const flag = (option: string): string => `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
