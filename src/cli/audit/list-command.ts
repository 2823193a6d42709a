// `banyan audit list`: a page of the trail, from the running gateway. It must never show more than the gateway gave.
import { Command } from 'commander';
import type { AuditEntry } from '../../audit/audit-entry.js';
import { asker, queryText, tell } from '../operators/asking.js';
import { textTable } from '../operators/text-table.js';
import { withFilters } from './audit-filters.js';
import type { AuditFilters } from './audit-filters.js';

/** An entry as the administration listener shows it. */
type ShownEntry = AuditEntry & { readonly place: number };

interface ListOptions extends AuditFilters {
  readonly limit: string;
  readonly after?: string;
  readonly json?: boolean;
}

interface Page {
  readonly data: readonly ShownEntry[];
  readonly page: { readonly next: number | null };
}

/** The sub-command. */
export function listCommand(): Command {
  return withFilters(new Command('list').description('list entries, newest first'))
    .option('--limit <number>', 'most entries', '50')
    .option('--after <place>', 'only older entries than this place, for the next page')
    .option('--json', 'as JSON')
    .action(async ({ limit, after, json, ...filters }: ListOptions) => {
      const query = queryText({ ...filters, limit, after });
      tell(await asker('/admin/v1/audit')('GET', query), json, pageText);
    });
}

function pageText({ data, page }: Page): string {
  if (data.length === 0) return 'No entries.';
  const head = ['PLACE', 'AT', 'WHO', 'FROM', 'ACTION', 'SUBJECT', 'OUTCOME', 'WHY'];
  const table = textTable(head, data.map(rowOf));
  return page.next === null ? table : `${table}\n\nMore with --after ${page.next}`;
}

function rowOf(entry: ShownEntry): readonly string[] {
  const { place, at, actor, address = '', action, subject, outcome } = entry;
  return [String(place), at, `${actor.kind}:${actor.id}`, address, action, subject, outcome, whyOf(entry)];
}

function whyOf({ reason, detail }: AuditEntry): string {
  const told = Object.entries(detail ?? {}).map(([name, value]) => `${name}=${value}`);
  return [...(reason === undefined ? [] : [reason]), ...told].join(' ');
}
