// A write that depends on what its sender has read: compared before it is accepted, and again by the ERP.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Problem } from '../../src/problems/problem.js';
import type { PresentRecord, SoughtRecord } from '../../src/write/accept/precondition.js';
import type { DeliveryOutcome } from '../../src/legacy/delivery.js';
import type { WriteRequest } from '../../src/write/write-request.js';
import { contoso } from '../generated/generated-files.js';
import { WriteBench } from '../support/write/write-bench.js';

const PRESENT: PresentRecord = { etag: '"present"', version: '00000000000007d1' };

let bench: WriteBench;
let asked: SoughtRecord[];
let record: () => Promise<PresentRecord | undefined>;
beforeEach(() => {
  bench = benchOf(contoso());
});

function benchOf(catalogue: ReturnType<typeof contoso>): WriteBench {
  asked = [];
  record = () => Promise.resolve(PRESENT);
  const made = new WriteBench(catalogue);
  made.findRecord = (sought) => {
    asked.push(sought);
    return record();
  };
  return made;
}

function change(key: string, ifMatch?: string, more: Partial<WriteRequest> = {}): WriteRequest {
  return bench.request(key, 'C1', {
    ...{ operation: 'customers.amend', path: '/v1/customers/C10001', key: 'C10001' },
    body: Buffer.from(JSON.stringify({ creditLimit: '100.0000' })),
    ...(ifMatch !== undefined && { ifMatch }),
    ...more,
  });
}

const accepted = async (request: WriteRequest): Promise<string> => (await bench.path.accept(request)).found.command.id;

async function problemOf(request: WriteRequest): Promise<Problem> {
  const end = await bench.path.accept(request).catch((error: unknown) => error);
  if (end instanceof Problem) return end;
  throw new Error('no problem');
}

const seenVersion = () =>
  bench.calls.map(({ parameters }) =>
    parameters.flatMap((each) => (each.kind === 'input' && each.parameter.name === 'SeenVer' ? [each.value] : [])),
  );

const answer = (outcome: DeliveryOutcome): void => {
  bench.script = () => Promise.resolve(outcome);
};
const done: DeliveryOutcome = { kind: 'answered', returnStatus: 0, outputs: new Map() };

describe('a change with If-Match', () => {
  it.each(['"present"', '"older", "present"', 'W/"present", "present"'])(
    'is accepted when %s names the record as it is, and takes its version to the ERP',
    async (ifMatch) => {
      answer(done);
      const id = await accepted(change('k', ifMatch));
      await bench.start();
      await bench.settle();
      expect(await bench.state(id)).toBe('succeeded');
      expect(seenVersion()).toEqual([[Uint8Array.from([0, 0, 0, 0, 0, 0, 7, 0xd1])]]);
      expect(asked).toEqual([{ version: 'v1', resource: 'customers', key: 'C10001', correlationId: 'c-k' }]);
    },
  );

  it.each(['"older"', '"older", "oldest"', 'W/"present"', '"W/present"', '"PRESENT"'])(
    'fails when only %s is named, and stores nothing',
    async (ifMatch) => {
      expect((await problemOf(change('k', ifMatch))).code).toBe('precondition-failed');
      expect(await bench.ledger.list({ limit: 1 })).toEqual([]);
      await accepted(change('k', '"present"'));
    },
  );

  it('asks with * only whether the record is there, and lets the ERP compare nothing', async () => {
    answer(done);
    await accepted(change('k', '*'));
    await bench.start();
    await bench.settle();
    expect(seenVersion()).toEqual([[null]]);
  });

  it.each(['*', '"present"'])('fails with %s when there is no such record', async (ifMatch) => {
    record = () => Promise.resolve(undefined);
    expect((await problemOf(change('k', ifMatch))).code).toBe('precondition-failed');
  });

  it('is refused by the ERP when the record was changed meanwhile, and never tried again', async () => {
    answer({ kind: 'refused', errorNumber: 50031, message: 'Customer was changed meanwhile: C10001' });
    const id = await accepted(change('k', '"present"'));
    await bench.start();
    await bench.pass(600_000, 60_000);
    expect((await bench.ledger.find(id))?.command).toMatchObject({
      state: 'refused',
      refusal: { reason: 'customer-changed' },
    });
    expect(bench.calls).toHaveLength(1);
  });

  it('is compared with the same version at every try', async () => {
    answer({ kind: 'nothing-done', reason: 'deadlock victim' });
    await accepted(change('k', '"present"'));
    await bench.start();
    await bench.settle();
    record = () => Promise.resolve({ etag: '"later"', version: '00000000000009ff' });
    answer(done);
    await bench.pass(2_000);
    expect(seenVersion()[1]).toEqual(seenVersion()[0]);
  });

  it('is answered from the ledger when it comes again, whatever the record is by then', async () => {
    const id = await accepted(change('k', '"present"'));
    record = () => Promise.reject(new Error('nobody must ask'));
    const again = await bench.path.accept(change('k', '"present"'));
    expect([again.replayed, again.found.command.id]).toEqual([true, id]);
  });

  it('is another request than the same without it', async () => {
    await accepted(change('k', '"present"'));
    expect((await problemOf(change('k'))).code).toBe('idempotency-key-reused');
    expect((await problemOf(change('k', '*'))).code).toBe('idempotency-key-reused');
  });

  it.each(['source-unavailable', 'lane-full', 'source-timeout'] as const)(
    'may come again later when the record cannot be looked at: %s',
    async (code) => {
      record = () => Promise.reject(new Problem(code));
      expect(await problemOf(change('k', '"present"'))).toMatchObject({
        code: 'source-unavailable',
        retryAfterSeconds: 5,
      });
    },
  );

  it('may come again when the calendar lets the record be looked at, and is told when', async () => {
    record = () => Promise.reject(new Problem('source-closed', { retryAfterSeconds: 900 }));
    expect(await problemOf(change('k', '"present"'))).toMatchObject({ code: 'source-closed', retryAfterSeconds: 900 });
  });

  it('tells of a record that breaks its contract, and of a row without a version', async () => {
    record = () => Promise.reject(new Problem('record-unusable'));
    expect((await problemOf(change('k', '"present"'))).code).toBe('record-unusable');
    record = () => Promise.resolve({ etag: '"present"', version: undefined });
    expect((await problemOf(change('k', '"present"'))).code).toBe('record-unusable');
  });

  it('is not looked at before everything else about it is right', async () => {
    const body = Buffer.from('{}');
    expect((await problemOf(change('k', '"older"', { body }))).code).toBe('invalid-request');
    const malformed = await problemOf(change('k', 'older', { body, idempotencyKeys: [] }));
    expect(malformed.errors.map(({ parameter, pointer }) => parameter ?? pointer)).toEqual([
      ...['Idempotency-Key', 'If-Match', '/creditLimit'],
    ]);
    expect(asked).toEqual([]);
  });
});

describe('a write without If-Match', () => {
  it('asks nobody, and lets the ERP compare nothing', async () => {
    answer(done);
    await accepted(change('k'));
    await bench.start();
    await bench.settle();
    expect([asked, seenVersion()]).toEqual([[], [[null]]]);
  });
});

describe('an operation that cannot compare', () => {
  it('refuses If-Match together with every other fault, but answers a replay', async () => {
    const problem = await problemOf(bench.request('k', 'C1', { ifMatch: '"a"', body: Buffer.from('{}') }));
    expect(problem.code).toBe('invalid-request');
    expect(problem.errors[0]).toEqual({ parameter: 'If-Match', detail: expect.stringContaining('without If-Match') });
    expect(problem.errors.length).toBeGreaterThan(1);
    expect(asked).toEqual([]);
  });

  it('answers a replay of what was accepted while it could', async () => {
    const id = await accepted(change('k', '"present"'));
    const write = bench.writes.find('v1', 'customers.amend');
    Object.defineProperty(write, 'binding', { value: { ...write?.binding, comparedBy: undefined } });
    expect((await bench.path.accept(change('k', '"present"'))).found.command.id).toBe(id);
    expect((await problemOf(change('k-2', '"present"'))).code).toBe('invalid-request');
  });

  it('parks what was accepted to be compared', async () => {
    const id = await accepted(change('k', '"present"'));
    const write = bench.writes.find('v1', 'customers.amend');
    Object.defineProperty(write, 'binding', { value: { ...write?.binding, comparedBy: undefined, digest: 'another' } });
    await bench.start();
    await bench.settle();
    expect((await bench.ledger.find(id))?.command).toMatchObject({
      state: 'parked',
      parkedReason: expect.stringContaining('If-Match'),
    });
    expect(bench.calls).toEqual([]);
  });
});

describe('an operation whose precondition the gateway alone compares', () => {
  it('does not keep a version, for nobody would compare it', async () => {
    const write = bench.writes.find('v1', 'customers.amend');
    Object.defineProperty(write, 'binding', { value: { ...write?.binding, comparedBy: 'gateway' } });
    const { found } = await bench.path.accept(change('k', '"present"'));
    expect(found.command.seenVersion).toBeUndefined();
    expect((await problemOf(change('k-2', '"older"'))).code).toBe('precondition-failed');
  });
});
