// References at the door: what must be there and fit is looked at through the replica's lane, all of it at once; what
// cannot be known refuses nothing, unless the facade says strict.
import { describe, expect, it } from '@jest/globals';
import type { ReferenceRule } from '../../src/facade/binding-of-commands.js';
import { SourceFault } from '../../src/legacy/source-fault.js';
import { Problem } from '../../src/problems/problem.js';
import { SmallDoor, TIMES } from '../support/write/small-door.js';

const active = [{ field: 'status', values: ['active'] }];
const customer = (more: Partial<ReferenceRule> = {}): ReferenceRule => ({
  ...{ field: 'customerId', resource: 'customers', where: active, strict: false, ...more },
});
const item: ReferenceRule = { field: 'lines.itemId', resource: 'items', where: [], strict: false };

/** The code and the places of a refusal; else the state of the command. */
async function told(door: SmallDoor, customerId: string, lines: readonly number[] = [1]): Promise<unknown> {
  const outcome = await door.outcome(door.request(`k-${customerId}`, customerId, lines));
  return outcome instanceof Problem ? [outcome.code, outcome.errors.map(({ pointer }) => pointer)] : outcome;
}

const REFUSED = ['reference-unusable', ['/customerId']];

describe('a reference', () => {
  it.each<[string, string, unknown, unknown]>([
    ['that is there and fits', 'C1', 'accepted', 'accepted'],
    ['that the source takes for the same key', 'c1', 'accepted', 'accepted'],
    ['that is there and does not fit', 'C2', REFUSED, REFUSED],
    ['whose state breaks its contract', 'C3', 'accepted', REFUSED],
    ['that the row filter hides', 'C4', REFUSED, REFUSED],
    ['that is not there', 'C9', REFUSED, REFUSED],
  ])('%s is judged as the table says, strict or not', async (_name, customerId, plain, strict) => {
    expect(await told(new SmallDoor([customer()]), customerId)).toEqual(plain);
    expect(await told(new SmallDoor([customer({ strict: true })]), customerId)).toEqual(strict);
  });

  it.each([
    ['is a minute behind', TIMES.freshMs + 1],
    ['does not say how old it is', undefined],
  ])('that is not there is accepted while the replica %s, unless it is strict', async (_name, behindMs) => {
    const [door, strict] = [new SmallDoor([customer()]), new SmallDoor([customer({ strict: true })])];
    Object.assign(door, { behindMs });
    Object.assign(strict, { behindMs });
    expect(await told(door, 'C9')).toBe('accepted');
    expect(await told(strict, 'C9')).toEqual(REFUSED);
  });

  it('that appears between the first look and the proof of freshness is there', async () => {
    const door = new SmallDoor([customer()]);
    door.before = (plan) => {
      if (plan.kind === 'watermark') door.customers.push(['C9'.padEnd(10), 'A', 'N']);
      return Promise.resolve();
    };
    expect(await told(door, 'C9')).toBe('accepted');
    expect(door.asked()).toEqual(['Customers', 'Heartbeat', 'Customers']);
  });

  it('is told of without its value and without anything else of the record', async () => {
    const door = new SmallDoor([customer()]);
    const unfit = await door.outcome(door.request('k', 'C2'));
    const missing = await door.outcome(door.request('k', 'C9'));
    const details = [unfit, missing].map((outcome) => outcome instanceof Problem && outcome.errors[0]?.detail);
    expect(details).toEqual([
      'Names a record of customers that cannot be used here: its status must be active.',
      'Names a record of customers that does not exist.',
    ]);
  });
});

describe('all references of a request', () => {
  it('are looked at with one statement per resource, each key once', async () => {
    const door = new SmallDoor([customer(), item]);
    expect(await told(door, 'C1', [1, 2, 1, 2, 2])).toBe('accepted');
    expect([...door.asked()].sort()).toEqual(['Customers', 'Items']);
    const plan = door.plans.find(({ view }) => view.name === 'Items');
    expect(plan).toMatchObject({ kind: 'rows', operation: 'orders.create', where: [{ kind: 'in', values: [1, 2] }] });
  });

  it('are told of together, every line by its place', async () => {
    const door = new SmallDoor([customer(), item]);
    expect(await told(door, 'C2', [1, 77, 2, 78])).toEqual([
      'reference-unusable',
      ['/customerId', '/lines/1/itemId', '/lines/3/itemId'],
    ]);
  });

  it('are told of together with values that the ERP cannot hold, each place once', async () => {
    const door = new SmallDoor([customer(), item]);
    const outcome = await door.outcome(door.request('k', 'C1234567890', [77]));
    expect(outcome).toMatchObject({ code: 'value-does-not-fit' });
    expect(outcome instanceof Problem && outcome.errors.map(({ pointer }) => pointer)).toEqual([
      '/customerId',
      '/lines/0/itemId',
    ]);
  });

  it('take more statements only where there are more keys than one may carry', async () => {
    const door = new SmallDoor([item]);
    const lines = Array.from({ length: 700 }, (_, index) => index + 1);
    door.items.splice(0, door.items.length, ...lines.map((number) => [number]));
    expect(await told(door, 'C1', lines)).toBe('accepted');
    expect(door.asked()).toEqual(['Items', 'Items']);
  });
});

describe('a source that cannot be asked', () => {
  const failing = (strict: boolean): SmallDoor => {
    const door = new SmallDoor([customer({ strict })]);
    door.before = () => Promise.reject(new SourceFault('unavailable', 'no connection'));
    return door;
  };

  it('refuses nothing', async () => {
    expect(await told(failing(false), 'C9')).toBe('accepted');
  });

  it('is a 503 with Retry-After where the facade says strict, and nothing is stored', async () => {
    const door = failing(true);
    expect(await door.outcome(door.request('k', 'C1'))).toMatchObject({
      code: 'source-unavailable',
      retryAfterSeconds: 5,
    });
    expect(door.tables.commands.size).toBe(0);
  });

  it('keeps nobody at the door for longer than the bound, though the statement has not ended at the ERP', async () => {
    const door = new SmallDoor([customer()]);
    door.before = () => new Promise(() => undefined);
    const outcome = door.outcome(door.request('k', 'C1'));
    await new Promise((resolve) => setImmediate(resolve));
    door.clock.advance(TIMES.timeoutMs);
    expect(await outcome).toBe('accepted');
  });

  it('has a lane, and a full one is not waited for longer than it says', async () => {
    const door = new SmallDoor([customer()]);
    let asked = 0;
    door.before = (_plan, signal) => {
      asked += 1;
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
    };
    const outcomes = ['a', 'b', 'c', 'd'].map((key) => door.outcome(door.request(key, 'C1')));
    await new Promise((resolve) => setImmediate(resolve));
    expect(asked).toBe(2);
    door.clock.advance(TIMES.timeoutMs);
    expect(await Promise.all(outcomes)).toEqual(['accepted', 'accepted', 'accepted', 'accepted']);
  });
});

describe('no reference is looked at', () => {
  it('of a replay, which is answered before the rules of today', async () => {
    const door = new SmallDoor([customer()]);
    await door.outcome(door.request('k', 'C1'));
    door.customers.splice(0);
    const asked = door.asked().length;
    expect((await door.path.accept(door.request('k', 'C1'))).replayed).toBe(true);
    expect(door.asked()).toHaveLength(asked);
  });

  it('of a request that breaks the document', async () => {
    const door = new SmallDoor([customer()]);
    const outcome = await door.outcome(door.request('k', 'C1', []));
    expect([outcome instanceof Problem && outcome.code, door.asked()]).toEqual(['invalid-request', []]);
  });

  it('for a key that no record can have: it is missing without asking', async () => {
    const door = new SmallDoor([customer({ strict: true })]);
    expect(await told(door, 'C1 ')).toEqual(REFUSED);
  });
});
