// `banyan calendar …`: when reads and channels are closed, and opening them against the calendar for a while.
// It must never open anything without an end and a reason.
import { Command } from 'commander';
import { asker, tell } from './asking.js';
import { calendarText } from './calendar-text.js';
import { decision } from './decided.js';
import type { Decided } from './decided.js';

const ask = asker('/admin/v1/calendar');

/** The group of sub-commands; by itself it shows how things stand. */
export function calendarCommand(): Command {
  const group = new Command('calendar').description(
    'show when the ERP must be left alone, and override it for a while',
  );
  group.addCommand(show().exitOverride(), { isDefault: true });
  for (const each of [open(), close()]) group.addCommand(each.exitOverride());
  return group;
}

function show(): Command {
  return new Command('show')
    .description('closed times, and how reads and every channel stand now; the default')
    .option('--json', 'as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      tell(await ask('GET', ''), json, calendarText);
    });
}

interface Scoped extends Decided {
  readonly channel?: string;
  readonly reads?: true;
  readonly json?: boolean;
}

const CHANNEL = '--channel <name>';
const READS = '--reads';

const scopeOf = ({ channel, reads }: Pick<Scoped, 'channel' | 'reads'>): Pick<Scoped, 'channel' | 'reads'> => ({
  ...(channel !== undefined && { channel }),
  ...(reads && { reads }),
});

function open(): Command {
  return decision('open', 'let reads and writes through although the calendar is closed')
    .requiredOption('--until <when>', 'how long, such as 30m, or a time, such as 2026-12-01T04:00:00Z; at most 7 days')
    .option(CHANNEL, 'only writes through this channel')
    .option(READS, 'only reads')
    .action(async ({ until, reason, json, ...scope }: Scoped & { until: string }) => {
      tell(await ask('POST', '/open', { until, ...scopeOf(scope), reason }), json, calendarText);
    });
}

function close(): Command {
  return decision('close', 'let the calendar hold again')
    .option(CHANNEL, 'only this channel, where only this was opened')
    .option(READS, 'only reads, where only these were opened')
    .action(async ({ reason, json, ...scope }: Scoped) => {
      tell(await ask('POST', '/close', { ...scopeOf(scope), reason }), json, calendarText);
    });
}
