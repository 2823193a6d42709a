// The writing half of the catalogue, whole: what the write path may rely on.
import { describe, expect, it } from '@jest/globals';
import { broken, loadSmall, secret } from './small-facade.js';
import { catalogueOf, procedureOf, writingTexts } from './writing-facade.js';

const orders = 'resources/orders.yaml';
const warningsOf = (from: string, to: string) =>
  loadSmall(broken(orders, from, to, writingTexts)).warnings.map(({ path, message }) => `${path}: ${message}`);

describe('writing operations', () => {
  const catalogue = catalogueOf(writingTexts);
  const binding = (id: string) => catalogue.commandBindings.get(id);

  it('load without a warning when everything is said', () => {
    expect(loadSmall(writingTexts).warnings).toEqual([]);
  });

  it('are offered by every version, and say nothing of the legacy side', () => {
    const writes = catalogue.versions[0]?.writes ?? [];
    expect(writes[0]).toEqual({
      kind: 'create',
      id: 'orders.create',
      resource: 'orders',
      title: 'Order something',
      fields: [
        { field: 'customerId', required: true },
        { field: 'status', required: false },
        { field: 'requestedOn', required: false },
      ],
      children: [
        {
          child: 'lines',
          required: true,
          min: 1,
          max: 200,
          fields: [
            { field: 'number', required: true },
            { field: 'quantity', required: false },
          ],
        },
      ],
      results: [{ name: 'id', type: { kind: 'string' }, nullable: true, sensitive: false, example: 'SO-1' }],
      refusals: [
        { reason: 'limit', text: 'Too much.' },
        { reason: 'on-hold', text: 'The customer is on hold.' },
      ],
    });
    expect(writes.map(({ id, kind }) => [id, kind]).slice(1)).toEqual([
      ['orders.amend', 'change'],
      ['orders.cancel', 'action'],
    ]);
    expect(JSON.stringify(writes)).not.toMatch(/erp\.|ORD[A-Z]{2,}|CustNo/);
  });

  it('hold where every value comes from, parts of a code map apart', () => {
    const delivery = procedureOf(catalogue, 'orders.create');
    const values = delivery.parameters.map((parameter) => ('value' in parameter ? parameter.value : parameter.kind));
    expect(values).toEqual([
      { kind: 'field', field: 'customerId' },
      { kind: 'field', field: 'status', part: 0 },
      { kind: 'field', field: 'status', part: 1 },
      { kind: 'field', field: 'requestedOn' },
      'table',
      { kind: 'commandId' },
      'output',
    ]);
    expect(delivery.returns).toEqual(new Map([[4, { reason: 'limit', text: 'Too much.' }]]));
    expect([...delivery.refusals.keys()]).toEqual([50010, 50011]);
    expect(delivery.verify).toEqual({
      kind: 'view',
      source: 'replica',
      view: { schema: 'api', name: 'Orders' },
      match: [{ column: { name: 'EXTREF', type: 'varchar(26)', nullable: true }, value: { kind: 'commandId' } }],
      results: [{ result: 'id', column: { name: 'ORDNO', type: 'char(12)', nullable: false } }],
    });
  });

  it('go in order per record by default, and creates stand alone by default', () => {
    expect(binding('orders.cancel')?.order).toEqual({
      by: [{ kind: 'text', text: 'orders/' }, { kind: 'key' }],
      whenParked: 'block',
    });
    expect(binding('orders.create')?.order.whenParked).toBe('pass');
    const alone = catalogueOf(
      broken(orders, '    order: { by: "customers/{customerId}", whenParked: pass }\n', '', writingTexts),
    );
    expect(alone.commandBindings.get('orders.create')?.order.by).toEqual([{ kind: 'commandId' }]);
  });

  it('have a channel with limits that always say how often is tried', () => {
    expect(catalogue.channels.get('procedures')).toEqual({
      name: 'procedures',
      adapter: 'mssql',
      url: secret,
      options: {},
    });
    expect(catalogue.lanes.get('procedures')).toMatchObject({
      ...{ concurrency: 1, queue: 64, waitMs: 1000, timeoutMs: 30_000 },
      retry: { attempts: 8, firstBackoffMs: 1000, longestBackoffMs: 300_000 },
    });
  });

  it('are frozen to the last Map', () => {
    const refusals = procedureOf(catalogue, 'orders.create').refusals as Map<number, unknown>;
    expect(() => refusals.set(1, {})).toThrow('frozen');
  });
});

describe('the digest of a binding', () => {
  const digest = (from: string, to: string) =>
    catalogueOf(broken(orders, from, to, writingTexts)).commandBindings.get('orders.create')?.digest;
  const same = digest('title: Order something', 'title: Order something');

  it('is SHA-256 in base64url, and the same for the same binding however it is written', () => {
    expect(same).toMatch(/^[\w-]{43}$/);
    expect(digest('title: Order something', 'title: Other title')).toBe(same);
    expect(digest('{ NO: lines.number, QTY: lines.quantity,', '{ QTY: lines.quantity, NO: lines.number,')).toBe(same);
    expect(
      digest(
        '"50010": { reason: on-hold, text: "The customer is on hold." }\n        "50011": { reason: limit, text: "Too much." }',
        '"50011": { reason: limit, text: "Too much." }\n        "50010": { text: "The customer is on hold.", reason: on-hold }',
      ),
    ).toBe(same);
  });

  it.each([
    ['constant: "G"', 'constant: "H"'],
    ['whenParked: pass', 'whenParked: block'],
    ['"4": {', '"5": {'],
    ['match: { EXTREF: $command.id }', 'match: { EXTREF: $command.id, CUSTNO: customerId }'],
  ])('is another when %s becomes %s', (from, to) => {
    expect(digest(from, to)).not.toBe(same);
  });
});

describe('a warning', () => {
  it('tells of an operation whose unknown outcomes need a person, unless that was said', () => {
    expect(warningsOf('outputs: { charge: Charge }\n      verify: none', 'outputs: { charge: Charge }')).toEqual([
      expect.stringContaining('orders.operations.cancel.procedure: has no `verify`'),
    ]);
  });

  it('tells of a parameter that gets no value, for nobody knows its default', () => {
    expect(warningsOf('        Ref: $command.id\n', '')).toEqual([
      expect.stringContaining('procedure.parameters.Ref: Ref gets no value'),
    ]);
  });

  it('tells where left out and null would arrive alike in a change', () => {
    const nullable = broken(orders, 'total: { type: decimal,', 'total: { nullable: true, type: decimal,', writingTexts);
    expect(loadSmall(nullable).warnings.map(({ path }) => path)).toEqual([
      'resources.orders.operations.amend.input.total',
    ]);
  });

  it('tells of a proof that other hands can make', () => {
    const match = '{ source: replica, view: api.Orders, match: { ORDNO: $key, ORDTOT: total } }';
    const [warning] = warningsOf(
      'Tot: total, Ref: $command.id }\n      verify: none',
      `Tot: total, Ref: $command.id }\n      verify: ${match}`,
    );
    expect(warning).toContain('by other hands');
  });

  it('tells of retries that a source never makes', () => {
    const texts = broken('facade.yaml', 'timeout: 1m }', 'timeout: 1m, retry: { attempts: 3 } }', writingTexts);
    expect(loadSmall(texts).warnings.map(({ path }) => path)).toEqual(['protection.replica.retry']);
  });
});

describe('a resource that is only written', () => {
  it('needs no binding: its fields go to the parameters by their own types', () => {
    const jobs = `resource: jobs
title: Job
key: id
fields:
  id: { type: string }
  kind: { type: enum, values: [A, B] }
  dueOn: { type: date }
operations:
  create:
    input: { kind: required, dueOn: required }
    procedure:
      channel: procedures
      name: erp.Job
      parameters: { Kind: kind, Due: dueOn, Ref: $command.id }
      outputs: { id: No }
      verify: none
`;
    const lock = `      erp.Job: { Kind: char(1), Due: date, Ref: varchar(26), No: char(12) output }\n`;
    const texts = {
      ...broken('shape.lock.yaml', '      erp.Amend:', `${lock}      erp.Amend:`, writingTexts),
      'resources/jobs.yaml': jobs,
    };
    const catalogue = catalogueOf(texts);
    expect(catalogue.bindings.has('jobs')).toBe(false);
    expect(procedureOf(catalogue, 'jobs.create').parameters).toHaveLength(4);
  });
});
