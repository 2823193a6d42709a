// A small catalogue for tests of the HTTP layer: two resources, every kind of field, a child, filters and paging.
import type { Catalogue } from '../../src/facade/catalogue.js';
import type { ApiVersion, Field, Resource } from '../../src/facade/contract.js';

const field = (name: string, type: Field['type'], more: Partial<Field> = {}): Field => ({
  name,
  type,
  nullable: false,
  sensitive: false,
  ...more,
});

const orders: Resource = {
  name: 'orders',
  title: 'Sales order',
  description: 'What a customer has ordered.',
  key: 'id',
  fields: [
    field('id', { kind: 'string', maxLength: 20 }, { example: 'SO-100045' }),
    field('customerId', { kind: 'string', maxLength: 10 }, { references: 'customers', example: 'C-1' }),
    field('status', { kind: 'enum', values: ['open', 'picking', 'shipped', 'cancelled'] }),
    field('orderedOn', { kind: 'date' }),
    field('total', { kind: 'decimal', precision: 15, scale: 2 }, { example: '1299.50' }),
    field('currency', { kind: 'string', maxLength: 3, pattern: '^[A-Z]{3}$' }, { example: 'DKK' }),
    field('note', { kind: 'string', maxLength: 40 }, { nullable: true, sensitive: true, example: 'Call first' }),
    field('changedAt', { kind: 'instant' }),
  ],
  children: [
    {
      name: 'lines',
      max: 200,
      fields: [
        field('lineNo', { kind: 'integer', minimum: 1, maximum: 9999 }),
        field('itemId', { kind: 'string', maxLength: 12 }, { example: 'I-7' }),
        field('quantity', { kind: 'decimal', precision: 11, scale: 3 }),
      ],
    },
  ],
};

const stockLevels: Resource = {
  name: 'stock-levels',
  title: 'Stock level',
  key: 'id',
  fields: [
    field('id', { kind: 'string', maxLength: 24 }, { example: 'I-7~A' }),
    field('onHand', { kind: 'long' }, { nullable: true }),
    field('counted', { kind: 'boolean' }),
  ],
  children: [],
};

const v1: ApiVersion = {
  name: 'v1',
  released: '2026-12-01',
  writes: [],
  operations: [
    {
      kind: 'list',
      id: 'orders.list',
      resource: 'orders',
      title: 'List sales orders',
      embed: [],
      selectable: true,
      filters: [
        { field: 'status', operators: ['eq', 'in'] },
        { field: 'total', operators: ['gte', 'lte'] },
        { field: 'orderedOn', operators: ['gte', 'lt'] },
        { field: 'note', operators: ['contains', 'isNull'] },
      ],
      sort: ['orderedOn', 'id'],
      defaultSort: [{ field: 'orderedOn', descending: true }],
      page: { defaultLimit: 50, maxLimit: 200 },
      countable: true,
    },
    {
      kind: 'get',
      id: 'orders.get',
      resource: 'orders',
      title: 'Read a sales order',
      embed: ['lines'],
      selectable: false,
    },
    {
      kind: 'list',
      id: 'stock-levels.list',
      resource: 'stock-levels',
      embed: [],
      selectable: false,
      filters: [],
      sort: [],
      defaultSort: [],
      page: { defaultLimit: 50, maxLimit: 100 },
      countable: false,
    },
    { kind: 'get', id: 'stock-levels.get', resource: 'stock-levels', embed: [], selectable: false },
  ],
};

/** Two versions, so that documents and routes of one must not leak into the other. */
export const sampleCatalogue: Catalogue = {
  name: 'sample',
  title: 'Sample ERP',
  description: 'A sample facade.',
  systems: [],
  versions: [v1, { name: 'v2', released: '2027-12-01', operations: v1.operations.slice(2), writes: [] }],
  resources: new Map([
    ['orders', orders],
    ['stock-levels', stockLevels],
  ]),
  bindings: new Map(),
  commandBindings: new Map(),
  channels: new Map(),
  sources: new Map(),
  lanes: new Map(),
};

export const sampleV1: ApiVersion = v1;
