// `banyan audit …`: search the audit trail, take it along, and prove that nothing was done to it.
// It must never change it.
import { Command } from 'commander';
import { exportCommand } from './export-command.js';
import { headsCommand } from './heads-command.js';
import { listCommand } from './list-command.js';
import { verifyCommand } from './verify-command.js';

/** The group of sub-commands. */
export function auditCommand(): Command {
  const group = new Command('audit').description('search the audit trail, export it, and verify that it is whole');
  for (const make of [listCommand, exportCommand, verifyCommand, headsCommand]) group.addCommand(make().exitOverride());
  return group;
}
