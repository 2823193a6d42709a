// A channel without a server: the twin of the SQL Server channel for tests and trials. Procedures are functions that say
// what becomes of a call; the promises around them, about signals, connections and closing, are kept here.
import type { ViewName } from '../../src/facade/binding.js';
import { failureText } from '../../src/kernel/failure-text.js';
import { Channel } from '../../src/legacy/channel.port.js';
import { isTooLate, TOO_LATE } from '../../src/legacy/delivery.js';
import type { DeliveryOutcome, ProcedureDelivery } from '../../src/legacy/delivery.js';
import { Permits } from '../../src/legacy/permits.js';
import type { ProcedureShape } from '../../src/legacy/procedure-shape.js';
import { abortFault } from '../../src/legacy/source-fault.js';
import type { SourceState } from '../../src/legacy/source.port.js';

/**
 * Runs a call. It is given the caller's signal and must settle soon after that fires, as a server acknowledges a cancel.
 * What it throws means that its session died under the call.
 */
export type MemoryProcedure = (delivery: ProcedureDelivery, signal: AbortSignal) => Promise<DeliveryOutcome>;

/** A procedure with its declaration. */
export interface ScriptedProcedure {
  readonly shape: ProcedureShape;
  readonly run: MemoryProcedure;
}

/** SQL Server's number for a procedure that does not exist. */
const NO_SUCH_PROCEDURE = 2812;

export class MemoryChannel extends Channel {
  readonly #procedures: ReadonlyMap<string, ScriptedProcedure>;
  readonly #closing = new AbortController();
  readonly #connections: Permits;

  readonly #now: () => number;

  /**
   * @param connections most calls at once
   * @param now epoch milliseconds; by default so early that nothing is ever too late
   */
  constructor(procedures: readonly ScriptedProcedure[], connections = 4, now = () => 0) {
    super();
    this.#procedures = new Map(procedures.map((each) => [keyOf(each.shape.procedure), each]));
    this.#connections = new Permits(connections);
    this.#now = now;
  }

  async deliver(delivery: ProcedureDelivery, signal: AbortSignal): Promise<DeliveryOutcome> {
    const unsent = await this.#connection(signal);
    if (unsent !== undefined) return unsent;
    try {
      return await this.#call(delivery, signal);
    } finally {
      this.#connections.giveBack();
    }
  }

  async describe(procedures: readonly ViewName[], signal: AbortSignal): Promise<readonly ProcedureShape[]> {
    await Promise.resolve();
    if (signal.aborted) throw abortFault(signal);
    return procedures.flatMap((procedure) => {
      const found = this.#procedures.get(keyOf(procedure));
      return found === undefined ? [] : [{ ...found.shape, procedure }];
    });
  }

  probe(): Promise<SourceState> {
    const closed = this.#closing.signal.aborted;
    return Promise.resolve(closed ? { kind: 'unavailable', advice: 'This channel is closed.' } : { kind: 'ready' });
  }

  close(): Promise<void> {
    this.#closing.abort();
    return Promise.resolve();
  }

  /** Resolves with undefined when a connection is the caller's, else with why nothing was done. */
  async #connection(signal: AbortSignal): Promise<DeliveryOutcome | undefined> {
    const ended = AbortSignal.any([signal, this.#closing.signal]);
    const had = await this.#connections.take(ended);
    if (had && !ended.aborted) return undefined;
    if (had) this.#connections.giveBack();
    if (signal.aborted) return { kind: 'nothing-done', reason: abortFault(signal).message };
    return { kind: 'nothing-done', reason: 'this channel is closed', unreachable: true };
  }

  async #call(delivery: ProcedureDelivery, signal: AbortSignal): Promise<DeliveryOutcome> {
    const { schema, name } = delivery.procedure;
    const procedure = this.#procedures.get(keyOf(delivery.procedure));
    if (procedure === undefined) {
      const message = `Could not find stored procedure '${schema}.${name}'.`;
      return { kind: 'undeclared', errorNumber: NO_SUCH_PROCEDURE, message };
    }
    if (isTooLate(delivery, this.#now())) return TOO_LATE;
    const closed = this.#closing.signal;
    const cut = new Promise<DeliveryOutcome>((resolve) => {
      closed.addEventListener('abort', () => resolve(unknown('the channel was closed', false)), { once: true });
    });
    const run = procedure.run(delivery, AbortSignal.any([signal, closed]));
    return Promise.race([cut, run.catch((error: unknown) => lost(error, signal))]);
  }
}

const keyOf = ({ schema, name }: ViewName): string => `${schema}.${name}`.toLowerCase();

const unknown = (reason: string, sessionEnded: boolean): DeliveryOutcome => ({ kind: 'unknown', reason, sessionEnded });

/** A call that gave up because it was cancelled has acknowledged that; any other end of it is a death. */
function lost(error: unknown, signal: AbortSignal): DeliveryOutcome {
  if (signal.aborted) return unknown(abortFault(signal).message, true);
  return unknown(failureText(error), false);
}
