// `banyan reviews …`: what acknowledgements said that could not be believed, through the administration listener.
// It must never put anything aside without a reason.
import { Command } from 'commander';
import type { ReviewItem } from '../../write/drops/review.port.js';
import { asker, queryText, tell } from './asking.js';
import { reviewTable } from './batch-text.js';
import { decision } from './decided.js';
import type { Decided } from './decided.js';

const ask = asker('/admin/v1/reviews');

/** The group of sub-commands. */
export function reviewsCommand(): Command {
  const group = new Command('reviews').description('look at acknowledgements that could not be believed');
  for (const each of [list(), close()]) group.addCommand(each.exitOverride());
  return group;
}

function list(): Command {
  return new Command('list')
    .description('list what is open, newest first')
    .option('--all', 'closed ones too')
    .option('--limit <number>', 'most items', '50')
    .option('--json', 'as JSON')
    .action(async ({ all = false, limit, json }: { all?: boolean; limit: string; json?: boolean }) => {
      const answer = await ask('GET', queryText({ limit, all: String(all) }));
      tell(answer, json, ({ data }: { data: readonly ReviewItem[] }) => reviewTable(data));
    });
}

function close(): Command {
  return decision('close', 'put an item aside, once you have dealt with it')
    .argument('<id>')
    .action(async (id: string, { reason, json }: Decided & { json?: boolean }) => {
      const answer = await ask('POST', `/${encodeURIComponent(id)}/close`, { reason });
      tell(answer, json, (closed: { id: string }) => `Closed ${closed.id}.`);
    });
}
