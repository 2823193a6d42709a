// Commands, moves and moments for the ledger's contract, short enough to read in a test.
import type { Command, CommandState } from '../../src/write/command.js';
import type { AcceptedCommand } from '../../src/write/command.js';
import type { Ledger, Move, Moved, NewCommand } from '../../src/write/ledger.port.js';

const START = Date.parse('2026-11-20T12:00:00.000Z');

/** A moment, in seconds from the start of the test's day. */
export function at(seconds: number): string {
  return new Date(START + seconds * 1000).toISOString();
}

/** An id that sorts by number, as ULIDs do by time. */
export function idOf(number: number): string {
  return `01JD${String(number).padStart(22, '0')}`;
}

/** A command to append: number, and whatever the test is about. */
export function newWrite(
  number: number,
  wanted: Partial<AcceptedCommand> & { readonly mark?: string } = {},
): NewCommand {
  const { mark, ...members } = wanted;
  const command: AcceptedCommand = {
    id: idOf(number),
    clientId: 'web-shop',
    version: 'v1',
    operation: 'orders.create',
    resource: 'orders',
    input: { customerId: '42', lines: [{ item: 'É-1', quantity: 3 }], note: null },
    bindingDigest: 'digest-1',
    orderKey: `orders/${number}`,
    whenParked: 'block',
    channel: 'main',
    correlationId: `correlation-${number}`,
    acceptedAt: at(0),
    ...members,
  };
  const { clientId, operation } = command;
  return {
    command,
    state: 'accepted',
    mark: { clientId, operation, key: mark ?? `key-${number}`, fingerprint: 'print-1' },
  };
}

/** A claim at `seconds`, with a lease of 30 seconds. */
export function claimAt(
  ledger: Ledger,
  seconds: number,
  wanted: { most?: number; channel?: string } = {},
): Promise<readonly Command[]> {
  return ledger.claim({
    channel: wanted.channel ?? 'main',
    most: wanted.most ?? 10,
    worker: 'worker-1',
    now: at(seconds),
    leaseUntil: at(seconds + 30),
  });
}

/** The move of a command as it stands to another state, with what that state needs. */
export function moveOf(command: Command, to: CommandState, wanted: Partial<Move> = {}): Move {
  return {
    id: command.id,
    from: command.state,
    fence: command.fence,
    to,
    entry: { at: at(1), state: to, by: 'gateway' },
    ...(to === 'refused' && { refusal: { reason: 'credit', text: 'The credit limit is reached.' } }),
    ...(to === 'parked' && { parkedReason: 'nobody knows whether it happened' }),
    ...wanted,
  };
}

/** Walks a command through states, insisting that every move is made; resolves how it stands then. */
export async function walk(ledger: Ledger, command: Command, states: readonly CommandState[]): Promise<Command> {
  let now = command;
  for (const state of states) now = insistMoved(await ledger.move(moveOf(now, state)));
  return now;
}

/** The command of a move that must have been made. */
export function insistMoved(moved: Moved): Command {
  if (moved.kind !== 'moved') throw new Error('the move was overtaken');
  return moved.command;
}

/** The states in a command's history. */
export async function wayOf(ledger: Ledger, id: string): Promise<readonly CommandState[]> {
  return ((await ledger.find(id))?.history ?? []).map(({ state }) => state);
}

/** Ids of commands, by number where they were made here. */
export function numbersOf(commands: readonly Command[]): readonly number[] {
  return commands.map(({ id }) => Number(id.slice(4)));
}
