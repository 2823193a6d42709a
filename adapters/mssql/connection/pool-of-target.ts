// Makes the connection pool of a source or a channel from its checked target. It does not connect.
import type { Observer } from '../../../src/observability/observation.js';
import type { Proof } from '../proof/proof.js';
import type { ConnectionTarget } from '../settings/connection-target.js';
import { driverConfiguration } from '../settings/driver-options.js';
import { ConnectionPool } from './connection-pool.js';
import { ConnectionMaker } from './proven-connection.js';

/** What a pool needs besides its target. */
export interface PoolWish {
  /** The source or channel, for observations. */
  readonly name: string;
  readonly proof: Proof;
  readonly connections: number;
  readonly statementTimeoutMs: number;
  readonly observe: Observer;
  readonly monotonic: () => number;
}

export function poolOfTarget(wish: PoolWish, { settings, ca }: ConnectionTarget): ConnectionPool {
  const { name: source, proof, connections, statementTimeoutMs, observe, monotonic } = wish;
  const configuration = () => driverConfiguration(settings, { ca, statementTimeoutMs });
  const maker = new ConnectionMaker({ source, proof, configuration, observe, monotonic });
  const { connectTimeoutMs, idleTimeoutMs } = settings.options;
  return new ConnectionPool(maker, {
    source,
    connections,
    idleTimeoutMs,
    // Login, then at most six statements of the proof, the last of which may be cut after its grace.
    makeTimeoutMs: connectTimeoutMs + 6 * statementTimeoutMs + 10_000,
    observe,
  });
}
