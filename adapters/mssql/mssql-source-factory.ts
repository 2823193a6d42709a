// What this adapter offers to the composition for reading: the check of a source's settings, and the factory of sources.
import type { SourceBinding } from '../../src/facade/binding.js';
import type { Outcome } from '../../src/kernel/outcome.js';
import type { SourceFactory } from '../../src/legacy/source.port.js';
import { poolOfTarget } from './connection/pool-of-target.js';
import { MssqlSource } from './mssql-source.js';
import { readOnlyProof } from './proof/read-only-proof.js';
import { type ConnectionTarget, connectionTarget, type ReadTextFile } from './settings/connection-target.js';

/** Checks url, options and CA file of a source without connecting. All faults, each saying what to change. */
export function checkMssqlSource(binding: SourceBinding, readFile: ReadTextFile): Outcome<ConnectionTarget, string> {
  return connectionTarget(binding, 'source', readFile);
}

/**
 * The factory of SQL Server sources. A source made by it has not connected yet. Throws when the settings are wrong, with
 * every fault in the message; `checkMssqlSource` finds them earlier and with a place to point at.
 */
export function mssqlSourceFactory(readFile: ReadTextFile): SourceFactory {
  return (binding, context) => {
    const checked = checkMssqlSource(binding, readFile);
    if (!checked.ok) throw new Error(`source ${binding.name}: ${checked.faults.join('; ')}`);
    for (const warning of checked.value.settings.warnings) {
      context.observe({ kind: 'warning', topic: `source ${binding.name}`, text: warning });
    }
    const proof = readOnlyProof(binding.readOnly);
    const pool = poolOfTarget({ ...context, name: binding.name, proof }, checked.value);
    return new MssqlSource(binding, { context, pool, answers: checked.value.settings.options.answers });
  };
}
