// A small catalogue for tests of the read path: orders with lines, and stock levels with a composite key.
import type { ChildBinding, Column, FieldBinding, MisfitPolicy, ResourceBinding } from '../../../src/facade/binding.js';
import type { Catalogue } from '../../../src/facade/catalogue.js';
import type { Field, FieldType, ListOperation, Operation, Resource } from '../../../src/facade/contract.js';

const NAMES: Readonly<Record<string, string>> = {
  ORDNO: 'char(12)',
  CUSTNO: 'char(10)',
  ORDSTS: 'char(1)',
  HOLD: 'char(1)',
  ORDDAT: 'decimal(8,0)',
  ORDTOT: 'decimal(15,2)',
  ORDTXT: 'varchar(40)',
  CHGDAT: 'decimal(8,0)',
  CHGTIM: 'decimal(6,0)',
  DELFLG: 'char(1)',
  ROWVER: 'rowversion',
  LINNO: 'int',
  ITEMNO: 'char(15)',
  QTY: 'decimal(11,3)',
  WHSNO: 'char(3)',
  BEATAT: 'datetime2(3)',
};
export const columnOf = (name: string): Column => ({ name, type: NAMES[name] ?? 'int', nullable: name !== 'ORDNO' });

const field = (name: string, type: FieldType, more: Partial<Field> = {}): Field => ({
  name,
  type,
  nullable: false,
  sensitive: false,
  ...more,
});
const column = (name: string, trim = false) =>
  ({ kind: 'column', column: columnOf(name), trim, format: { kind: 'plain' } }) as const;
const bound = (name: string, source: FieldBinding['source'], misfit: MisfitPolicy = 'refuse'): FieldBinding => ({
  field: name,
  source,
  misfit,
});

const orders: Resource = {
  name: 'orders',
  title: 'Sales order',
  key: 'id',
  fields: [
    field('id', { kind: 'string', maxLength: 12 }, { example: 'SO-100045' }),
    field('customerId', { kind: 'string', maxLength: 10 }, { nullable: true }),
    field('status', { kind: 'enum', values: ['open', 'held', 'picking', 'cancelled'] }),
    field('orderedOn', { kind: 'date' }, { nullable: true }),
    field('total', { kind: 'decimal', precision: 15, scale: 2 }),
    field('note', { kind: 'string', maxLength: 40 }, { nullable: true, sensitive: true }),
    field('changedAt', { kind: 'instant' }, { nullable: true }),
  ],
  children: [
    {
      name: 'lines',
      max: 3,
      fields: [
        field('lineNo', { kind: 'integer', minimum: 1, maximum: 9_999 }),
        field('itemId', { kind: 'string', maxLength: 15 }),
        field('quantity', { kind: 'decimal', precision: 11, scale: 3 }),
      ],
    },
  ],
};

const lines: ChildBinding = {
  child: 'lines',
  view: { schema: 'api', name: 'OrderLines' },
  match: [{ column: columnOf('ORDNO'), parent: columnOf('ORDNO') }],
  rows: [],
  fields: [
    bound('lineNo', column('LINNO')),
    bound('itemId', column('ITEMNO', true)),
    bound('quantity', column('QTY'), 'skip'),
  ],
  order: [columnOf('LINNO')],
  misfit: 'refuse',
};

const ordersBinding: ResourceBinding = {
  resource: 'orders',
  source: 'replica',
  view: { schema: 'api', name: 'Orders' },
  version: columnOf('ROWVER'),
  rows: [{ column: columnOf('DELFLG'), values: ['N'] }],
  fields: [
    bound('id', column('ORDNO', true)),
    bound('customerId', column('CUSTNO', true)),
    bound(
      'status',
      {
        kind: 'codes',
        columns: [columnOf('ORDSTS'), columnOf('HOLD')],
        rows: [
          { when: ['O', 'J'], value: 'held', write: true },
          { when: ['O', '*'], value: 'open', write: true },
          { when: ['P', '*'], value: 'picking', write: true },
          { when: ['X', '*'], value: 'cancelled', write: true },
        ],
      },
      'skip',
    ),
    bound(
      'orderedOn',
      { kind: 'column', column: columnOf('ORDDAT'), trim: false, format: { kind: 'yyyymmdd', none: ['0'] } },
      'mask',
    ),
    bound('total', column('ORDTOT')),
    bound('note', column('ORDTXT', true), 'mask'),
    bound(
      'changedAt',
      {
        kind: 'dateAndTime',
        date: columnOf('CHGDAT'),
        time: columnOf('CHGTIM'),
        timezone: 'Europe/Copenhagen',
        none: ['0'],
      },
      'mask',
    ),
  ],
  children: [lines],
};

const stock: Resource = {
  name: 'stock-levels',
  title: 'Stock level',
  key: 'id',
  fields: [
    field('id', { kind: 'string', maxLength: 20 }),
    field('quantity', { kind: 'decimal', precision: 11, scale: 3 }),
  ],
  children: [],
};

const stockBinding: ResourceBinding = {
  resource: 'stock-levels',
  source: 'replica',
  view: { schema: 'api', name: 'StockLevels' },
  rows: [],
  fields: [
    bound('id', { kind: 'parts', columns: [columnOf('WHSNO'), columnOf('ITEMNO')], separator: '~', trim: true }),
    bound('quantity', column('QTY')),
  ],
  children: [],
};

const base = { embed: [], selectable: false };
const list = (id: string, resource: string, more: Partial<ListOperation> = {}): ListOperation => ({
  ...base,
  kind: 'list',
  id,
  resource,
  filters: [],
  sort: [],
  defaultSort: [],
  page: { defaultLimit: 50, maxLimit: 100 },
  countable: true,
  ...more,
});

const operations: readonly Operation[] = [
  list('orders.list', 'orders', {
    selectable: true,
    filters: [
      { field: 'id', operators: ['eq', 'in'] },
      { field: 'customerId', operators: ['eq', 'in', 'isNull'] },
      { field: 'status', operators: ['eq', 'in', 'ne'] },
      { field: 'orderedOn', operators: ['eq', 'gte', 'lt'] },
      { field: 'total', operators: ['gte', 'lte'] },
      { field: 'note', operators: ['contains', 'isNull'] },
      { field: 'changedAt', operators: ['gte', 'lt'] },
    ],
    sort: ['orderedOn', 'id', 'total', 'customerId', 'changedAt'],
    defaultSort: [{ field: 'id', descending: false }],
  }),
  list('orders.listWithLines', 'orders', { embed: ['lines'], selectable: true, sort: ['orderedOn'] }),
  { ...base, kind: 'get', id: 'orders.get', resource: 'orders', embed: ['lines'], selectable: true },
  list('stock-levels.list', 'stock-levels'),
  { ...base, kind: 'get', id: 'stock-levels.get', resource: 'stock-levels' },
];

/** The catalogue, with a watermark in api.Heartbeat. */
export const orderFacade: Catalogue = {
  name: 'test',
  title: 'Test ERP',
  systems: [],
  versions: [{ name: 'v1', released: '2026-12-01', operations, writes: [] }],
  commandBindings: new Map(),
  channels: new Map(),
  resources: new Map([
    ['orders', orders],
    ['stock-levels', stock],
  ]),
  bindings: new Map([
    ['orders', ordersBinding],
    ['stock-levels', stockBinding],
  ]),
  sources: new Map([
    [
      'replica',
      {
        name: 'replica',
        adapter: 'fake',
        url: 'fake://',
        readOnly: 'trust',
        watermark: { view: { schema: 'api', name: 'Heartbeat' }, column: columnOf('BEATAT') },
        options: {},
      },
    ],
  ]),
  lanes: new Map([['replica', { concurrency: 8, queue: 64, waitMs: 1_000, timeoutMs: 5_000 }]]),
};
