// What this adapter offers to the composition for writing: the check of a channel's settings, and the factory of channels.
import type { ChannelBinding } from '../../src/facade/binding-of-commands.js';
import type { Outcome } from '../../src/kernel/outcome.js';
import type { ChannelFactory } from '../../src/legacy/channel.port.js';
import { poolOfTarget } from './connection/pool-of-target.js';
import { MssqlChannel } from './mssql-channel.js';
import { writerProof } from './proof/writer-proof.js';
import { type ConnectionTarget, connectionTarget, type ReadTextFile } from './settings/connection-target.js';

/** Checks url, options and CA file of a channel without connecting. All faults, each saying what to change. */
export function checkMssqlChannel(binding: ChannelBinding, readFile: ReadTextFile): Outcome<ConnectionTarget, string> {
  return connectionTarget(binding, 'channel', readFile);
}

/**
 * The factory of SQL Server channels. A channel made by it has not connected yet. Throws when the settings are wrong, with
 * every fault in the message; `checkMssqlChannel` finds them earlier and with a place to point at.
 */
export function mssqlChannelFactory(readFile: ReadTextFile): ChannelFactory {
  return (binding, context) => {
    const checked = checkMssqlChannel(binding, readFile);
    if (!checked.ok) throw new Error(`channel ${binding.name}: ${checked.faults.join('; ')}`);
    for (const warning of checked.value.settings.warnings) {
      context.observe({ kind: 'warning', topic: `channel ${binding.name}`, text: warning });
    }
    const { connections, observe, monotonic, callTimeoutMs: statementTimeoutMs } = context;
    const wish = { name: binding.name, proof: writerProof, connections, statementTimeoutMs, observe, monotonic };
    return new MssqlChannel(binding, context, poolOfTarget(wish, checked.value));
  };
}
