// Everything a checker needs to judge a run: the clients' history, the ERP's own ledger, the gateway's, and the faults.
import type { CommandState } from '../../src/write/command.js';
import type { HistoryEvent } from './history.js';

/** A line of the ERP's own ledger: something happened, or was refused, on behalf of a command. */
export interface Effect {
  readonly reference: string;
  readonly kind: 'effect' | 'refusal';
}

/** A command as the gateway's ledger has it at the end. */
export interface FinalCommand {
  readonly id: string;
  readonly operation: string;
  readonly state: CommandState;
  readonly parkedReason: string | undefined;
  /** States of its history, oldest first. */
  readonly steps: readonly CommandState[];
}

/** One run, whole. */
export interface Evidence {
  readonly history: readonly HistoryEvent[];
  readonly effects: readonly Effect[];
  readonly commands: readonly FinalCommand[];
  /** How often each fault really happened. */
  readonly faults: ReadonlyMap<string, number>;
  /** Faults without which the run proves nothing. */
  readonly wanted: readonly string[];
  /** Requests without which the run proves nothing. */
  readonly leastRequests: number;
}

/** What a checker says. */
export interface Verdict {
  readonly isGood: boolean;
  /** Every violation, in sentences; at most 50 are kept. */
  readonly violations: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
}
