// What proving a connection means: before its first use it answers a few fixed questions about itself.
import type { ConnectionFault } from '../../../src/observability/observation.js';

/** Runs one of the proof statements on the connection in question and returns its rows. */
export type Ask = (text: string) => Promise<readonly (readonly unknown[])[]>;

/** Why a connection must not be used, and what to change. */
export interface Refutation {
  readonly fault: ConnectionFault;
  readonly advice: string;
}

/** Asks a connection; undefined when it has proven everything that was wanted of it. */
export type Proof = (ask: Ask) => Promise<Refutation | undefined>;
