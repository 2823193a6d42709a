// Which commands can have made a row that is found for another one.
import { describe, expect, it } from '@jest/globals';
import type { Command, CommandState } from '../command.js';
import type { CommandQuery } from '../ledger.port.js';
import { claimsBeside } from './claims.js';

const at = (seconds: number): string => new Date(Date.UTC(2026, 10, 20, 12, 0, seconds)).toISOString();
const time = (seconds: number): number => Date.parse(at(seconds));

function command(id: string, state: CommandState, more: Partial<Command> = {}): Command {
  return {
    ...{ id, state, clientId: 'shop', version: 'v1', operation: 'orders.create', resource: 'orders', input: {} },
    ...{ bindingDigest: 'd', orderKey: 'customers/C1', whenParked: 'block', channel: 'procedures', correlationId: 'c' },
    ...{ acceptedAt: at(0), changedAt: at(30), fence: 1, attempts: 1 },
    ...more,
  };
}

const OWN = command('05', 'unknown');
const BOUND = { skewMs: 2_000, identity: 'id', stamp: { kind: 'dateAndTime' } } as unknown as Parameters<
  typeof claimsBeside
>[2];

/** Answers like a ledger, newest first, and keeps what it was asked. */
function journalOf(commands: readonly Command[], asked: CommandQuery[] = []) {
  const list = (query: CommandQuery): Promise<readonly Command[]> => {
    asked.push(query);
    const newest = commands.toSorted((one, other) => (one.id < other.id ? 1 : -1));
    return Promise.resolve(newest.filter(({ id }) => id < (query.before ?? 'z')).slice(0, query.limit));
  };
  return { list };
}

const span = { from: time(20), until: time(40) };
const claimsAmong = (...others: Command[]) => claimsBeside(journalOf([OWN, ...others]), OWN, BOUND, span);

describe('the claims beside a command', () => {
  it('are looked for among those of its operation and its order key alone', async () => {
    const asked: CommandQuery[] = [];
    await claimsBeside(journalOf([OWN], asked), OWN, BOUND, span);
    expect(asked).toEqual([{ operation: 'orders.create', orderKey: 'customers/C1', limit: 200 }]);
  });

  it('are the rows that others made, known or not; never its own', async () => {
    const { made } = await claimsAmong(
      command('06', 'succeeded', { result: { id: 'SO-2' } }),
      command('04', 'succeeded', { result: {} }),
      command('03', 'succeeded'),
    );
    expect(made).toEqual([
      { commandId: '06', identity: 'SO-2' },
      { commandId: '04', identity: undefined },
      { commandId: '03', identity: undefined },
    ]);
  });

  it('stay open with others that were sent and are not settled', async () => {
    const { open } = await claimsAmong(
      command('12', 'delivering'),
      command('11', 'unknown'),
      command('10', 'delivered'),
      command('09', 'parked'),
      command('08', 'parked', { attempts: 0 }),
      command('07', 'accepted', { attempts: 0 }),
      command('06', 'backoff'),
    );
    expect(open).toEqual(['12', '11', '10', '09']);
  });

  it('are not those of commands that made nothing', async () => {
    expect(await claimsAmong(command('06', 'refused'), command('04', 'cancelled'))).toMatchObject({
      made: [],
      open: [],
    });
  });

  it('end where the order of the key says that none can be left, but not at one taken back out of its turn', async () => {
    const { made } = await claimsAmong(
      command('04', 'cancelled', { changedAt: at(1) }),
      command('03', 'succeeded', { changedAt: at(18), result: { id: 'SO-1' } }),
      command('02', 'succeeded', { changedAt: at(17), result: { id: 'SO-0' } }),
    );
    expect(made).toEqual([{ commandId: '03', identity: 'SO-1' }]);
  });

  it('are found behind any number of others', async () => {
    const waiting = Array.from({ length: 450 }, (_, index) =>
      command(`1${String(index).padStart(3, '0')}`, 'accepted'),
    );
    const { made } = await claimsAmong(...waiting, command('04', 'succeeded', { result: { id: 'SO-1' } }));
    expect(made).toHaveLength(1);
  });
});
