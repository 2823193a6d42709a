// What narrows a search of the audit trail, the same for lists and exports.
// It must never judge a value: the gateway does, and says what it expects.
import type { Command } from 'commander';

/** What was given. */
export interface AuditFilters {
  readonly actor?: string;
  readonly action?: string;
  readonly subject?: string;
  readonly outcome?: string;
  readonly from?: string;
  readonly to?: string;
  readonly correlationId?: string;
}

/** Adds the options. */
export function withFilters(command: Command): Command {
  return command
    .option('--actor <id>', 'only what this one did, such as alice or client:web-shop')
    .option('--action <action>', 'only this action, such as credential.issue')
    .option('--subject <subject>', 'only what was done to this, such as client/web-shop')
    .option('--outcome <outcome>', 'only done, or only refused')
    .option('--from <moment>', 'from this moment on, such as 2026-11-20T12:00:00Z')
    .option('--to <moment>', 'before this moment')
    .option('--correlation-id <id>', 'only what happened on behalf of this request');
}
