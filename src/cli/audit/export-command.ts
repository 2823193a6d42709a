// `banyan audit export`: the trail as lines of JSON, from the running gateway, as fast as they are taken.
// It must never leave a part that looks like the whole: the last line of an export says that it is the last.
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Command } from 'commander';
import { loadSettings } from '../load-settings.js';
import { reachGateway } from '../operators/admin-client.js';
import { CommandFailure, complain } from '../terminal.js';
import { filterQuery, withFilters } from './audit-filters.js';
import type { AuditFilters } from './audit-filters.js';

const PRIVATE = 0o600;

/** The sub-command. */
export function exportCommand(): Command {
  return withFilters(new Command('export').description('write the trail as lines of JSON, oldest first'))
    .option('--out <file>', 'to a file, which must not be there yet; default: standard output')
    .action(async ({ out, ...filters }: AuditFilters & { readonly out?: string }) => {
      const query = filterQuery(filters).toString();
      const path = `/admin/v1/audit/export${query === '' ? '' : `?${query}`}`;
      const { body } = await reachGateway(loadSettings().settings, 'GET', path);
      if (body !== null) await write(Readable.fromWeb(body), out);
    });
}

async function write(lines: Readable, out: string | undefined): Promise<void> {
  try {
    if (out === undefined) await pipeline(lines, process.stdout, { end: false });
    else await pipeline(lines, createWriteStream(out, { flags: 'wx', mode: PRIVATE }));
    if (out !== undefined) complain(`Written to ${out}. Verify it with: banyan audit verify --export ${out}`);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CommandFailure(`The export is not whole: ${why}.`);
  }
}
