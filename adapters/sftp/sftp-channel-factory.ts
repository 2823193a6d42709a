// What this adapter offers to the composition: the check of a channel's settings, and the factory of its two sides.
import type { ChannelBinding } from '../../src/facade/binding-of-commands.js';
import type { Outcome } from '../../src/kernel/outcome.js';
import type { DropChannelFactory, DropContext, DropSides } from '../../src/legacy/drop-channel.port.js';
import { readFolderOf } from './publishing/sightings.js';
import { openSession } from './session/open-session.js';
import { SessionPool } from './session/session-pool.js';
import type { ReadTextFile } from './settings/private-key.js';
import { type SftpTarget, sftpTarget } from './settings/sftp-target.js';
import { SftpAcknowledgementFolder } from './sftp-acknowledgement-folder.js';
import { SftpDropChannel } from './sftp-drop-channel.js';

/** Checks url, options, key and pins of a channel without connecting. All faults, each saying what to change. */
export function checkSftpChannel(binding: ChannelBinding, readText: ReadTextFile): Outcome<SftpTarget, string> {
  return sftpTarget(binding, readText);
}

/**
 * The factory of SFTP channels. What it makes has not connected yet. Throws when the settings are wrong, with every fault
 * in the message; `checkSftpChannel` finds them earlier and with a place to point at.
 */
export function sftpChannelFactory(readText: ReadTextFile): DropChannelFactory {
  return (binding, context) => {
    const checked = checkSftpChannel(binding, readText);
    if (!checked.ok) throw new Error(`channel ${binding.name}: ${checked.faults.join('; ')}`);
    for (const warning of checked.value.warnings) {
      context.observe({ kind: 'warning', topic: `channel ${binding.name}`, text: warning });
    }
    return sidesOf(binding, checked.value, context);
  };
}

function sidesOf({ name, drops }: ChannelBinding, target: SftpTarget, context: DropContext): DropSides {
  if (drops === undefined) throw new RangeError(`channel ${name} has no folders`);
  const { idleTimeoutMs, fsync } = target.options;
  const pool = new SessionPool({
    name,
    idleTimeoutMs,
    context,
    open: (signal) => openSession(target, context, signal),
  });
  const { folders, can } = drops;
  const { acknowledgements, read } = folders;
  return {
    drops: new SftpDropChannel({ pool, folders, can, fsync, context }, target.warnings),
    acknowledgements:
      acknowledgements === undefined
        ? undefined
        : new SftpAcknowledgementFolder(pool, acknowledgements, readFolderOf(read, acknowledgements)),
  };
}
