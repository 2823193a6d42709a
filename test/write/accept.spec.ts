// Accepting: one command per key, replays in the present state, every fault at once, nothing of it at the ERP.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Problem } from '../../src/problems/problem.js';
import type { WriteRequest } from '../../src/write/write-request.js';
import { WriteBench } from '../support/write/write-bench.js';

let bench: WriteBench;
beforeEach(() => {
  bench = new WriteBench();
});

async function problemOf(request: WriteRequest): Promise<Problem> {
  const thrown: unknown = await bench.path.accept(request).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (thrown instanceof Problem) return thrown;
  throw new Error(`expected a problem, got ${String(thrown)}`);
}

const body = (value: unknown): Partial<WriteRequest> => ({ body: Buffer.from(JSON.stringify(value)) });
const sound = { customerId: 'C10001', currency: 'DKK', lines: [{ itemId: 'B-6204', quantity: '2' }] };

describe('an idempotency key', () => {
  it('leads a hundred simultaneous requests to one command and one effect', async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => bench.path.accept(bench.request('same'))));
    expect(new Set(answers.map(({ found }) => found.command.id)).size).toBe(1);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    await bench.start();
    await bench.settle();
    expect(bench.orders).toHaveLength(1);
  });

  it('with another body is a mistake that says nothing about the first', async () => {
    await bench.accept('k-1');
    const problem = await problemOf(bench.request('k-1', 'C10002'));
    expect(problem.code).toBe('idempotency-key-reused');
    expect(problem.commandId).toBeUndefined();
  });

  it('of another client or another operation leads to a command of its own', async () => {
    const first = await bench.accept('k-1');
    const other = await bench.path.accept(bench.request('k-1', 'C10001', { clientId: 'crm' }));
    expect(other.replayed).toBe(false);
    expect(other.found.command.id).not.toBe(first);
  });

  it('means the same with and without quotes, and for bodies that differ in layout alone', async () => {
    const first = await bench.accept('k-1');
    const text = '{ "lines": [{"quantity":"2","itemId":"B-6204"}],\n "currency":"DKK","customerId":"C10001" }';
    const again = await bench.path.accept(bench.request('"k-1"', 'C10001', { body: Buffer.from(text) }));
    expect([again.replayed, again.found.command.id]).toEqual([true, first]);
  });

  it('is answered with the present state of its command', async () => {
    await bench.accept('k-1');
    await bench.start();
    await bench.settle();
    const again = await bench.path.accept(bench.request('k-1'));
    expect([again.replayed, again.found.command.state]).toEqual([true, 'succeeded']);
  });

  it('is answered before the rules of today, which the request would not pass', async () => {
    await bench.accept('k-1');
    const { writes } = bench;
    const write = writes.find('v1', 'orders.create');
    Object.assign(write ?? {}, { check: () => [{ pointer: '/x', detail: 'no longer allowed' }] });
    expect((await bench.path.accept(bench.request('k-1'))).replayed).toBe(true);
    expect((await problemOf(bench.request('k-2'))).code).toBe('invalid-request');
  });

  it.each([
    ['missing', []],
    ['empty', ['']],
    ['of 256 characters', ['x'.repeat(256)]],
    ['with a blank', ['a b']],
    ['with a letter beyond ASCII', ['schl\u00fcssel']],
    ['with a control character', ['a\u0001']],
    ['with an open quote', ['"abc']],
    ['with parameters', ['"abc";x=1']],
    ['sent twice', ['a', 'b']],
  ])('%s is refused with 400 that names it', async (_name, idempotencyKeys) => {
    const problem = await problemOf(bench.request('', 'C10001', { idempotencyKeys }));
    expect(problem.code).toBe('invalid-request');
    expect(problem.errors.map(({ parameter }) => parameter)).toEqual(['Idempotency-Key']);
  });

  it.each(['k', 'x'.repeat(255), '"a b"', '"say \\"hi\\""'])('may be %s', async (key) => {
    expect((await bench.path.accept(bench.request(key))).replayed).toBe(false);
  });
});

describe('a body', () => {
  const refusals: readonly (readonly [string, Partial<WriteRequest>, readonly string[]])[] = [
    ['that is missing', { body: undefined }, ['']],
    ['that is no JSON', { body: Buffer.from('{') }, ['']],
    ['that is no UTF-8', { body: Buffer.from([0x22, 0xff, 0x22]) }, ['']],
    ['that begins with a byte order mark', { body: Buffer.from('\ufeff{}') }, ['']],
    ['nested too deep', { body: Buffer.from('['.repeat(5000) + ']'.repeat(5000)) }, ['']],
    ['with a member twice', { body: Buffer.from('{"a":1,"b":{"c":1,"c":2},"a":2}') }, ['/b/c', '/a']],
    ['with half a character', { body: Buffer.from('{"note":"\\ud800"}') }, ['/note']],
    ['with a number that is none', { body: Buffer.from('{"x":[1e999]}') }, ['/x/0']],
    ['that is a list', body([]), ['']],
    [
      'with __proto__',
      {
        body: Buffer.from(
          '{"__proto__":{"admin":true},"customerId":"C1","currency":"DKK","lines":[{"itemId":"a","quantity":"1"}]}',
        ),
      },
      ['/__proto__'],
    ],
  ];
  it.each(refusals)('%s is refused with its place', async (_name, change, pointers) => {
    const problem = await problemOf(bench.request('k-1', 'C10001', change));
    expect(problem.code).toBe('invalid-request');
    expect(problem.errors.map(({ pointer }) => pointer)).toEqual(pointers);
  });

  it('is told everything that is wrong with it at once, without its values', async () => {
    const wrong = { customerId: 7, curency: 'DKK', lines: [{ quantity: 'much' }], note: 'secret words' };
    const problem = await problemOf(bench.request('k-1', 'C10001', body(wrong)));
    const pointers = problem.errors.map(({ pointer }) => pointer);
    expect(pointers).toEqual(
      expect.arrayContaining(['/customerId', '/curency', '/currency', '/lines/0/itemId', '/lines/0/quantity']),
    );
    expect(problem.errors.find(({ pointer }) => pointer === '/curency')?.detail).toContain('Did you mean currency?');
    expect(JSON.stringify(problem.errors)).not.toMatch(/secret|much/);
  });

  it('is told about together with a missing key', async () => {
    const problem = await problemOf(bench.request('', 'C10001', { idempotencyKeys: [], ...body({}) }));
    expect(problem.errors.map(({ parameter, pointer }) => parameter ?? pointer)).toEqual(
      expect.arrayContaining(['Idempotency-Key', '/customerId']),
    );
  });

  it.each([
    ['too many digits', { ...sound, lines: [{ itemId: 'B-6204', quantity: '2.0005' }] }, '/lines/0/quantity'],
    ['a character the ERP does not have', { ...sound, note: 'smile \u{1f600}' }, '/note'],
  ])('with %s is refused at the door, never cut', async (_name, value, pointer) => {
    const problem = await problemOf(bench.request('k-1', 'C10001', body(value)));
    expect(['value-does-not-fit', 'invalid-request']).toContain(problem.code);
    expect(problem.errors.map((fault) => fault.pointer)).toEqual([pointer]);
  });

  it('that is refused leaves nothing behind, so that the key can be used for the corrected request', async () => {
    await problemOf(bench.request('k-1', 'C10001', body({})));
    expect(await bench.ledger.list({ limit: 10 })).toEqual([]);
    expect((await bench.path.accept(bench.request('k-1'))).replayed).toBe(false);
  });
});

describe('accepting', () => {
  it('touches nothing of the ERP', async () => {
    await bench.accept('k-1');
    expect(bench.calls).toEqual([]);
  });

  it('refuses If-Match, which it could not keep', async () => {
    const problem = await problemOf(bench.request('k-1', 'C10001', { ifMatch: '"1"' }));
    expect(problem.errors.map(({ parameter }) => parameter)).toEqual(['If-Match']);
  });

  it('keeps a command to its client: to every other it is the same as none', async () => {
    const id = await bench.accept('k-1');
    const codes = await Promise.all(
      [
        bench.path.find('crm', id),
        bench.path.find('crm', '01JD5Y6Q7R8S9T0V1W2X3Y4Z5A'),
        bench.path.cancel('crm', id),
      ].map((asked) =>
        asked.then(
          () => 'found',
          (error: unknown) => (error instanceof Problem ? error.code : 'other'),
        ),
      ),
    );
    expect(codes).toEqual(['not-found', 'not-found', 'not-found']);
  });

  it('can be taken back until something was sent', async () => {
    const id = await bench.accept('k-1');
    expect((await bench.path.cancel('shop', id)).command.state).toBe('cancelled');
    const second = await bench.accept('k-2');
    await bench.start();
    await bench.settle();
    await expect(bench.path.cancel('shop', second)).rejects.toMatchObject({ code: 'conflict' });
    expect(bench.effects(id)).toBe(0);
  });
});
