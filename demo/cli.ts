// The command line of the demonstration ERP: what may be given, what it means, and every fault at once.
// It reads arguments only; nothing is started, printed or read from files here.
import { Command } from 'commander';
import { z } from 'zod';
import { isScale, scaleRule } from './contoso/scale.js';
import { intervalOption, plain, portOption, readOptions } from './option-reader.js';
import type { ErpOptions } from './process/erp.js';
import type { InboxOptions } from './inbox/inbox.js';

/** What the arguments ask for: the ERP itself, or its SFTP server as a process of its own. */
export type CommandLine =
  | { readonly kind: 'run'; readonly options: Omit<ErpOptions, 'clock'> }
  | { readonly kind: 'sftp'; readonly options: Omit<InboxOptions, 'clock'> }
  | { readonly kind: 'help'; readonly text: string }
  | { readonly kind: 'faults'; readonly faults: readonly string[] };

const shared = {
  port: portOption,
  controlPort: portOption.optional(),
  host: z.string().min(1, 'must be an address to listen on'),
  data: z.string().min(1, 'must be a folder'),
};

const erpSchema = z.object({
  ...shared,
  primaryPort: portOption,
  encryption: z.enum(['off', 'on', 'required'], 'must be off, on or required'),
  tlsDir: z.string().min(1, 'must be a folder').optional(),
  passwordsFile: z.string().min(1, 'must be a file').optional(),
  seed: z
    .string()
    .regex(/^\d{1,9}$/, 'must be a whole number of at most nine digits')
    .transform(Number)
    .optional(),
  scale: z.coerce.number(scaleRule).refine(isScale, scaleRule).optional(),
  poll: intervalOption.optional(),
});

const CONTROL = 'port of the control interface on 127.0.0.1, 0 for any free one; none without it';

function erpCommand(): Command {
  return plain(new Command('contoso'))
    .description(
      'The legacy ERP of the demonstration: a TDS server for tests and demos on this machine.\n' +
        '`contoso sftp` starts its SFTP server; `contoso sftp --help` lists the options of that.',
    )
    .option('--port <port>', 'port of the read-only replica, 0 for any free one', '14330')
    .option('--primary-port <port>', 'port of the primary, 0 for any free one', '14331')
    .option('--control-port <port>', CONTROL)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--data <folder>', 'where the data is kept', 'data/contoso')
    .option('--encryption <mode>', 'off, on (TLS is offered) or required', 'off')
    .option('--tls-dir <folder>', 'key.pem and cert.pem, made when missing (default: tls in the data folder)')
    .option('--passwords-file <file>', 'JSON with a password per login (default: passwords.json in the data folder)')
    .option('--seed <number>', 'what the first start grows the data from (default: 1)')
    .option('--scale <share>', 'how much of it, 1 for all, 0.01 at least (default: 1)')
    .option('--poll <ms>', 'how often the batch job looks into the inbox (default: 1000)');
}

const sftpSchema = z.object(shared);

function sftpCommand(): Command {
  return plain(new Command('contoso sftp'))
    .description('The SFTP server of the demonstration: inbox, outbox and archive of the ERP.')
    .option('--port <port>', 'port of the SFTP server, 0 for any free one', '14322')
    .option('--control-port <port>', CONTROL)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--data <folder>', "the ERP's data folder", 'data/contoso');
}

/** Reads the arguments that follow the program's name. */
export function readCommandLine(args: readonly string[]): CommandLine {
  if (args[0] === 'sftp') {
    const read = readOptions(sftpCommand(), sftpSchema, args.slice(1));
    return read.kind === 'options' ? { ...read, kind: 'sftp' } : read;
  }
  const read = readOptions(erpCommand(), erpSchema, args);
  return read.kind === 'options' ? { ...read, kind: 'run' } : read;
}
