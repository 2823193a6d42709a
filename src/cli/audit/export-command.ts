// `banyan audit export`: the trail as lines of JSON, from the running gateway, as fast as they are taken.
// It must never leave a part that looks like the whole: the last line of an export says that it is the last.
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Command } from 'commander';
import { failureText } from '../../kernel/failure-text.js';
import { loadSettings } from '../load-settings.js';
import { openNewFile } from '../operators/new-file.js';
import { reachGateway } from '../operators/admin-client.js';
import { queryText } from '../operators/asking.js';
import { CommandFailure, complain } from '../terminal.js';
import { withFilters } from './audit-filters.js';
import type { AuditFilters } from './audit-filters.js';

/** The sub-command. */
export function exportCommand(): Command {
  return withFilters(new Command('export').description('write the trail as lines of JSON, oldest first'))
    .option('--out <file>', 'to a file, which must not be there yet; default: standard output')
    .action(async ({ out, ...filters }: AuditFilters & { readonly out?: string }) => {
      const path = `/admin/v1/audit/export${queryText({ ...filters })}`;
      if (out === undefined) await write(await linesAt(path), process.stdout);
      else await writeNew(out, path);
    });
}

/** The file is there before anything is asked for: an export that has no place to go need not be made. */
async function writeNew(out: string, path: string): Promise<void> {
  const file = await openNewFile(out, 'Nothing was exported');
  const lines = await linesAt(path).catch(async (error: unknown) => {
    await file.close();
    await rm(out, { force: true });
    throw error;
  });
  await write(lines, file.createWriteStream());
  complain(`Written to ${out}. Verify it with: banyan audit verify --export ${out}`);
}

async function linesAt(path: string): Promise<Readable> {
  const { body } = await reachGateway(loadSettings().settings, 'GET', path);
  return body === null ? Readable.from([]) : Readable.fromWeb(body);
}

async function write(lines: Readable, to: NodeJS.WritableStream): Promise<void> {
  try {
    await pipeline(lines, to, { end: to !== process.stdout });
  } catch (error) {
    const why = failureText(error);
    throw new CommandFailure(`The export is not whole: ${why}.`);
  }
}
