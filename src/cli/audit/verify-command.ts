// `banyan audit verify`: reads the files themselves, beside a running gateway or without one, and never asks it.
// It must never exit with 0 when anything was found.
import { dirname, resolve } from 'node:path';
import { Command } from 'commander';
import type { TrailVerdict } from '../../audit/verify/verify-trail.js';
import { verifyFiles } from '../../composition/audit/verify-files.js';
import type { VerifyRequest } from '../../composition/audit/verify-files.js';
import { dataFolderAt } from '../../composition/data-folder.js';
import { failureText } from '../../kernel/failure-text.js';
import { duration } from '../../settings/setting.js';
import { loadSettings } from '../load-settings.js';
import { CommandFailure, EXIT, say } from '../terminal.js';
import { verdictText } from './verdict-text.js';

interface VerifyOptions {
  readonly store?: string;
  readonly heads?: string;
  readonly export?: string;
  readonly key?: readonly string[];
  readonly keptAtLeast?: string;
  readonly json?: boolean;
}

/** The sub-command. */
export function verifyCommand(): Command {
  return new Command('verify')
    .description('prove that no entry was edited, deleted, reordered, inserted, cut off or rewritten')
    .option('--store <folder>', 'folder of the store, such as a restored backup; default: the one of the data folder')
    .option('--export <file>', 'verify an export instead of a store')
    .option('--heads <file>', 'file of signed heads; best the copy that nobody on this machine can change')
    .option(
      '--key <id...>',
      'ids of the keys that may have signed, as you noted them; default: the key of the data folder',
    )
    .option('--kept-at-least <duration>', 'how long entries had to be kept, such as 365d')
    .option('--json', 'as JSON')
    .action(async (options: VerifyOptions) => {
      const request = requestOf(options);
      const verdict = await verifyFiles(request).catch((error: unknown) => {
        throw new CommandFailure(failureText(error));
      });
      say(options.json === true ? JSON.stringify(verdict, null, 2) : verdictText(verdict, request.heads));
      if (verdict.found > 0) throw new CommandFailure('The audit trail is not as it was written.');
      assertHeads(verdict, options, request.heads);
    });
}

/** Whoever names a file of heads wants to know that it proves something; and an empty store proves nothing by itself. */
function assertHeads({ heads, to }: TrailVerdict, options: VerifyOptions, path: string): void {
  if (heads > 0) return;
  if (to === 0 && options.export === undefined) {
    throw new CommandFailure(
      `There is no entry, and no signed head in ${path}: either no gateway has started over this store yet, or both ` +
        'were taken away. Verify with --heads <file>, naming a copy of the heads that was kept elsewhere.',
    );
  }
  if (options.heads !== undefined && to > 0) throw new CommandFailure(`There is no head of this store in ${path}.`);
}

function requestOf({ store, heads, export: exported, key = [], keptAtLeast }: VerifyOptions): VerifyRequest {
  if (store !== undefined && exported !== undefined) {
    throw new CommandFailure('Say either --store or --export.', EXIT.usage);
  }
  const { BANYAN_DATA, BANYAN_AUDIT_HEADS } = loadSettings().settings;
  const folder = store === undefined ? dataFolderAt(resolve(BANYAN_DATA)) : beside(resolve(store));
  return {
    trail: exported === undefined ? { store: folder.ledger } : { export: resolve(exported) },
    heads: heads ?? (store === undefined ? BANYAN_AUDIT_HEADS : undefined) ?? folder.auditHeads,
    keyFile: folder.auditKey,
    keyIds: key,
    ...(keptAtLeast !== undefined && { keptAtLeastMs: millisecondsOf(keptAtLeast) }),
  };
}

/** What lies beside the store of a copied data folder. */
function beside(store: string): { readonly ledger: string; readonly auditHeads: string; readonly auditKey: string } {
  const { auditHeads, auditKey } = dataFolderAt(dirname(store));
  return { ledger: store, auditHeads, auditKey };
}

function millisecondsOf(text: string): number {
  const kind = duration('1s', '36500d', { fallback: '1d', sentence: '' });
  const read = kind.schema.safeParse(text);
  if (!read.success) throw new CommandFailure(`--kept-at-least: expected ${kind.expected}.`, EXIT.usage);
  return read.data;
}
