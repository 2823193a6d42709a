// The catalogue of the small facade, whole: what every other part of the gateway may rely on.
import { describe, expect, it } from '@jest/globals';
import type { Catalogue } from '../../src/facade/catalogue.js';
import { loadSmall, secret, smallTexts } from './small-facade.js';

function catalogueOf(): Catalogue {
  const outcome = loadSmall(smallTexts);
  if (!outcome.ok) throw new Error('the small facade has faults');
  return outcome.value;
}

const char = (name: string, length: number, nullable = true) => ({ name, type: `char(${length})`, nullable });
const number = (name: string, digits: number) => ({ name, type: `decimal(${digits},0)`, nullable: true });
const ordno = char('ORDNO', 12, false);
const plain = { kind: 'plain' };
const zone = 'Europe/Copenhagen';

describe('the catalogue', () => {
  const catalogue = catalogueOf();

  it('holds sources and limits in milliseconds, filled in from outside', () => {
    expect(catalogue.sources.get('replica')).toEqual({
      name: 'replica',
      adapter: 'mssql',
      url: secret,
      readOnly: 'grants',
      watermark: {
        view: { schema: 'api', name: 'Beat' },
        column: { name: 'AT', type: 'datetime2(7)', nullable: true },
        timezone: zone,
      },
      options: { encrypt: true },
    });
    expect(catalogue.lanes.get('replica')).toMatchObject({ concurrency: 2, queue: 8, waitMs: 250, timeoutMs: 60_000 });
  });

  it('holds contracts that say nothing of the legacy side', () => {
    expect(catalogue.resources.get('customers')).toEqual({
      name: 'customers',
      title: 'Customer',
      key: 'id',
      fields: [{ name: 'id', type: { kind: 'string', maxLength: 10 }, nullable: false, sensitive: false }],
      children: [],
    });
    expect(JSON.stringify([...catalogue.resources])).not.toMatch(/ORD[A-Z]{2,}|api\./);
  });

  it('holds the binding of every field, in the order of the contract', () => {
    const fields = catalogue.bindings.get('orders')?.fields;
    expect(fields?.map((binding) => binding.source)).toEqual([
      { kind: 'column', column: ordno, trim: true, format: plain },
      { kind: 'column', column: char('CUSTNO', 10), trim: true, format: plain },
      {
        kind: 'codes',
        columns: [char('ORDSTS', 3), char('HOLD', 1)],
        rows: [
          { when: ['O', 'N'], value: 'open', write: true },
          { when: ['1E1', 'N'], value: 'open', write: false },
          { when: ['O', null], value: 'onHold', write: false },
          { when: ['S', '*'], value: 'shipped', write: false },
        ],
      },
      { kind: 'column', column: number('ORDDAT', 8), trim: false, format: { kind: 'yyyymmdd', none: [] } },
      { kind: 'column', column: number('REQDAT', 8), trim: false, format: { kind: 'yyyymmdd', none: ['0'] } },
      { kind: 'column', column: { name: 'ORDTOT', type: 'decimal(15,2)', nullable: true }, trim: false, format: plain },
      {
        kind: 'column',
        column: char('EXPFLG', 1),
        trim: false,
        format: { kind: 'flags', whenTrue: 'J', whenFalse: 'N' },
      },
      { kind: 'column', column: { name: 'ORDTXT', type: 'varchar(40)', nullable: true }, trim: false, format: plain },
      { kind: 'dateAndTime', date: number('CHGDAT', 8), time: number('CHGTIM', 6), timezone: zone, none: [] },
      { kind: 'parts', columns: [char('WHSNO', 3, false), char('BIN', 8, false)], separator: '~', trim: true },
      { kind: 'constant', value: 'DKK' },
      { kind: 'column', column: { name: 'SERIAL', type: 'bigint', nullable: true }, trim: false, format: plain },
    ]);
    expect(fields?.map((binding) => binding.misfit).filter((misfit) => misfit !== 'refuse')).toEqual(['skip', 'mask']);
  });

  it('holds the view of a child list, tied by columns', () => {
    const quantity = { name: 'QTY', type: 'decimal(11,3)', nullable: true };
    const line = { name: 'LINNO', type: 'int', nullable: false };
    expect(catalogue.bindings.get('orders')).toMatchObject({
      resource: 'orders',
      source: 'replica',
      view: { schema: 'api', name: 'Orders' },
      version: { name: 'ROWVER', type: 'rowversion' },
      rows: [{ column: char('DELFLG', 1), values: ['N'] }],
      children: [
        {
          child: 'lines',
          view: { schema: 'api', name: 'OrderLines' },
          match: [{ column: ordno, parent: ordno }],
          rows: [{ column: char('DELFLG', 1), values: ['N', ' '] }],
          fields: [
            { field: 'number', source: { kind: 'column', column: line }, misfit: 'refuse' },
            { field: 'quantity', source: { kind: 'column', column: quantity }, misfit: 'refuse' },
          ],
          order: [line],
          misfit: 'refuse',
        },
      ],
    });
  });

  it('offers in every version the operations of all resources', () => {
    const base = { resource: 'orders', selectable: true, title: 'List orders', embed: [] };
    expect(catalogue.versions).toEqual([
      {
        name: 'v1',
        released: '2026-12-01',
        operations: expect.arrayContaining([
          { kind: 'get', id: 'orders.get', resource: 'orders', embed: ['lines'], selectable: false },
          {
            ...base,
            kind: 'list',
            id: 'orders.list',
            filters: [
              { field: 'id', operators: ['eq', 'in'] },
              { field: 'status', operators: ['eq', 'in'] },
              { field: 'orderedOn', operators: ['gte', 'lt'] },
              { field: 'note', operators: ['contains'] },
            ],
            sort: ['id', 'orderedOn'],
            defaultSort: [{ field: 'orderedOn', descending: true }],
            page: { defaultLimit: 20, maxLimit: 100 },
            countable: true,
          },
        ]),
        writes: [],
      },
    ]);
  });

  it('cannot be changed anywhere, its Maps included', () => {
    const resource = catalogue.resources.get('orders');
    expect(() => Object.assign(resource?.fields[0] ?? {}, { name: 'x' })).toThrow(TypeError);
    expect(() => (catalogue.resources as Map<string, unknown>).set('x', 1)).toThrow('frozen');
    expect(() => (catalogue.bindings as Map<string, unknown>).clear()).toThrow('frozen');
  });
});
