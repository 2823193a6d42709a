// `banyan audit heads`: the newest signed heads, as they lie in their file. It must never say that they are genuine:
// verifying does.
import { resolve } from 'node:path';
import { Command } from 'commander';
import { lastHeads } from '../../composition/audit/last-heads.js';
import { dataFolderAt } from '../../composition/data-folder.js';
import { loadSettings } from '../load-settings.js';
import { textTable } from '../operators/text-table.js';
import { say } from '../terminal.js';

interface HeadsOptions {
  readonly heads?: string;
  readonly json?: boolean;
}

/** The sub-command. */
export function headsCommand(): Command {
  return new Command('heads')
    .description('show the newest signed heads and the key that signed them, to be noted elsewhere')
    .option('--heads <file>', 'file of signed heads; default: the one of the settings')
    .option('--json', 'as JSON')
    .action(async ({ heads: given, json }: HeadsOptions) => {
      const { BANYAN_DATA, BANYAN_AUDIT_HEADS } = loadSettings().settings;
      const path = given ?? BANYAN_AUDIT_HEADS ?? dataFolderAt(resolve(BANYAN_DATA)).auditHeads;
      const heads = (await lastHeads(path)).map(({ number, at, key, streams }) => ({ number, at, ...streams[0], key }));
      if (json === true) say(JSON.stringify(heads, null, 2));
      else say(heads.length === 0 ? `No heads in ${path}.` : headsTable(heads));
    });
}

interface ShownHead {
  readonly number: number;
  readonly at: string;
  readonly place: number;
  readonly digest: string;
  readonly key: string;
}

function headsTable(heads: readonly ShownHead[]): string {
  return textTable(
    ['HEAD', 'AT', 'ENTRY', 'DIGEST', 'KEY'],
    heads.map(({ number, at, place, digest, key }) => [String(number), at, String(place), digest, key]),
  );
}
