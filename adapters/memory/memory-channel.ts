// A channel without a server: the twin of the SQL Server channel for tests and trials. Procedures are functions that say
// what becomes of a call; the promises around them, about signals, connections and closing, are kept here.
import type { ViewName } from '../../src/facade/binding.js';
import { Channel } from '../../src/legacy/channel.port.js';
import type { DeliveryOutcome, ProcedureDelivery } from '../../src/legacy/delivery.js';
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
  readonly #waiting: (() => void)[] = [];
  readonly #closing = new AbortController();
  #free: number;

  /** @param connections most calls at once */
  constructor(procedures: readonly ScriptedProcedure[], connections = 4) {
    super();
    this.#procedures = new Map(procedures.map((each) => [keyOf(each.shape.procedure), each]));
    this.#free = connections;
  }

  async deliver(delivery: ProcedureDelivery, signal: AbortSignal): Promise<DeliveryOutcome> {
    const unsent = await this.#connection(signal);
    if (unsent !== undefined) return unsent;
    try {
      return await this.#call(delivery, signal);
    } finally {
      this.#release();
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
    const had = await this.#turn(ended);
    if (had && !ended.aborted) return undefined;
    if (had) this.#release();
    return { kind: 'nothing-done', reason: signal.aborted ? abortFault(signal).message : 'this channel is closed' };
  }

  /** True when a connection was had; false for whoever gave up waiting, and has left the queue then. */
  #turn(ended: AbortSignal): Promise<boolean> {
    if (ended.aborted) return Promise.resolve(false);
    if (this.#free > 0) {
      this.#free -= 1;
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const take = (): void => {
        ended.removeEventListener('abort', leave);
        resolve(true);
      };
      const leave = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(take), 1);
        resolve(false);
      };
      this.#waiting.push(take);
      ended.addEventListener('abort', leave, { once: true });
    });
  }

  #release(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free += 1;
    else next();
  }

  async #call(delivery: ProcedureDelivery, signal: AbortSignal): Promise<DeliveryOutcome> {
    const { schema, name } = delivery.procedure;
    const procedure = this.#procedures.get(keyOf(delivery.procedure));
    if (procedure === undefined) {
      const message = `Could not find stored procedure '${schema}.${name}'.`;
      return { kind: 'undeclared', errorNumber: NO_SUCH_PROCEDURE, message };
    }
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
  return unknown(error instanceof Error ? error.message : String(error), false);
}
