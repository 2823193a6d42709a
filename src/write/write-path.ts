// What can be asked about writes by whoever sent them: accept, follow, cancel. One door for the API.
// It must never show a command to another client, not even that it exists.
import type { Clock } from '../kernel/clock.js';
import { Problem } from '../problems/problem.js';
import { accept } from './accept/accept.js';
import type { AcceptServices } from './accept/accept.js';
import { stored } from './accept/stored.js';
import { GATEWAY } from './command-after-move.js';
import { isSettled } from './command-moves.js';
import type { Command, CommandState } from './command.js';
import type { CommandWithHistory, Move } from './ledger.port.js';
import type { PreparedWrites } from './prepare/prepared-write.js';
import { statesOf } from './public-status.js';
import type { AcceptedWrite, OwnCommandQuery, WriteRequest } from './write-request.js';

/** What the write path works with. */
export interface WriteServices extends AcceptServices {
  readonly writes: PreparedWrites;
}

/** States from which a command can be taken back by its sender: nothing has been sent. */
const UNSENT: ReadonlySet<CommandState> = new Set(['accepted', 'held', 'backoff'] as const);

/** The write path as callers of the API meet it. */
export class WritePath {
  constructor(private readonly services: WriteServices) {}

  /** Accepts one write: on disk when this resolves. Throws a Problem that names every fault. */
  async accept(request: WriteRequest): Promise<AcceptedWrite> {
    const write = this.services.writes.find(request.version, request.operation);
    if (write === undefined) throw new RangeError(`no operation ${request.operation} in ${request.version}`);
    const { kind, command, reason } = await accept(write, request, this.services);
    return kind === 'accepted'
      ? { found: presented(command, reason), replayed: false }
      : { found: (await this.services.journal.find(command.id)) ?? missing(), replayed: true };
  }

  /** Resolves to the command as soon as it is settled or parked, or as it stands after `ms` milliseconds. */
  async settled(id: string, ms: number, signal: AbortSignal): Promise<CommandWithHistory> {
    const { journal, clock } = this.services;
    using done = endOfWait(clock, ms, signal);
    const unwatch = journal.watch(id, ({ state }) => {
      if (isOver(state)) done.now();
    });
    try {
      const found = await journal.find(id);
      if (found !== undefined && !isOver(found.command.state)) await done.promise;
    } finally {
      unwatch();
    }
    return (await journal.find(id)) ?? missing();
  }

  /** A command of this client; throws not-found for another's as for one that does not exist. */
  async find(clientId: string, id: string): Promise<CommandWithHistory> {
    const found = await stored(() => this.services.journal.find(id));
    return found?.command.clientId === clientId ? found : missing();
  }

  /** Commands of this client, newest first. */
  list(clientId: string, { statuses, operation, before, limit }: OwnCommandQuery): Promise<readonly Command[]> {
    const query = {
      clientId,
      limit,
      ...(statuses.length > 0 && { states: statuses.flatMap(statesOf) }),
      ...(operation !== undefined && { operation }),
      ...(before !== undefined && { before }),
    };
    return stored(() => this.services.journal.list(query));
  }

  /** Takes a command back; throws conflict once anything may have been sent. Cancelling twice changes nothing. */
  async cancel(clientId: string, id: string): Promise<CommandWithHistory> {
    const { command } = await this.find(clientId, id);
    if (command.state === 'cancelled') return this.find(clientId, id);
    if (!UNSENT.has(command.state)) throw tooLate();
    const { journal } = this.services;
    const moved = await stored(() => journal.move(command, cancellationBy(clientId, command, journal.instant())));
    if (moved.kind === 'overtaken') throw tooLate();
    return this.find(clientId, id);
  }
}

/** A command that was just stored has one entry, which need not be read back. */
function presented(command: Command, reason: string | undefined): CommandWithHistory {
  const { acceptedAt: at, state } = command;
  return { command, history: [{ at, state, by: GATEWAY, ...(reason !== undefined && { reason }) }] };
}

function cancellationBy(
  clientId: string,
  { id, state: from, fence, correlationId, operation }: Command,
  at: string,
): Move {
  return {
    ...{ id, from, fence, to: 'cancelled' },
    entry: { at, state: 'cancelled', by: GATEWAY, evidence: { cancelledBy: clientId } },
    audit: {
      ...{ at, actor: { kind: 'client', id: clientId }, action: 'command.cancel', subject: `command/${id}` },
      ...{ outcome: 'done', correlationId, detail: { operation, from } },
    },
  };
}

function isOver(state: CommandState): boolean {
  return isSettled(state) || state === 'parked';
}

function missing(): never {
  throw new Problem('not-found');
}

function tooLate(): Problem {
  const detail = 'The command can be cancelled only while nothing of it has been sent to the ERP.';
  return new Problem('conflict', { detail });
}

interface EndOfWait extends Disposable {
  readonly promise: Promise<void>;
  readonly now: () => void;
}

/** Resolves when told, when the time is up, or rejects when the caller has gone. */
function endOfWait(clock: Clock, ms: number, signal: AbortSignal): EndOfWait {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  const onAbort = (): void => reject(signal.reason as Error);
  const cancel = clock.after(ms, () => resolve(undefined));
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort, { once: true });
  promise.catch(() => undefined);
  return {
    promise,
    now: () => resolve(undefined),
    [Symbol.dispose]: () => {
      cancel();
      signal.removeEventListener('abort', onAbort);
    },
  };
}
