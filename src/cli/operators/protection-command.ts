// `banyan protection …`: what protects the ERP, and holding a breaker open or dropping kept answers by hand.
// It must never decide anything without a reason.
import { Command } from 'commander';
import { protectionView } from '../../protection/table/protection-view.js';
import { systemClock } from '../../kernel/clock.js';
import { offlineCatalogue } from '../offline-catalogue.js';
import { asker, tell } from './asking.js';
import { decision } from './decided.js';
import type { Decided } from './decided.js';
import { protectionText } from './protection-text.js';

const ask = asker('/admin/v1/protection');

/** The group of sub-commands; by itself it shows the table. */
export function protectionCommand(): Command {
  const group = new Command('protection').description(
    'show what protects the ERP, operation by operation, hold a breaker open, drop kept answers',
  );
  group.addCommand(show().exitOverride(), { isDefault: true });
  const breakers = [
    decide('hold', 'leave a source or channel alone until it is released'),
    decide('release', 'let probes find out whether it is well again'),
  ];
  for (const each of [...breakers, drop()]) group.addCommand(each.exitOverride());
  return group;
}

function show(): Command {
  return new Command('show')
    .description('every operation, and how lanes, breakers, plans and kept answers stand; the default')
    .option('--facade <folder>', 'the limits of a facade folder, without asking a gateway')
    .option('--json', 'as JSON')
    .action(async ({ facade, json }: { facade?: string; json?: boolean }) => {
      const seen = facade === undefined ? await ask('GET', '') : offlineView(facade);
      tell(seen, json, protectionText);
    });
}

function offlineView(folder: string) {
  return protectionView(offlineCatalogue(folder), undefined, systemClock.now());
}

interface Deciding extends Decided {
  readonly json?: boolean;
}

function decide(kind: 'hold' | 'release', description: string): Command {
  return decision(kind, description)
    .argument('<name>', 'a source or channel')
    .action(async (name: string, { reason, json }: Deciding) => {
      tell(await ask('POST', `/breakers/${encodeURIComponent(name)}/${kind}`, { reason }), json, protectionText);
    });
}

function drop(): Command {
  return decision('drop', 'drop kept answers, so that the sources are asked anew')
    .argument('[resource]', 'only answers about this resource')
    .action(async (resource: string | undefined, { reason, json }: Deciding) => {
      const answer = await ask('POST', '/cache/drop', { reason, ...(resource !== undefined && { resource }) });
      tell(answer, json, ({ dropped }: { dropped: number }) => `Answers dropped: ${dropped}.`);
    });
}
