// A catalogue with one writing operation, made by hand: an order names a customer and, in its lines, items.
import type { CommandBinding, ReferenceRule } from '../../../src/facade/binding-of-commands.js';
import type { Column, ResourceBinding } from '../../../src/facade/binding.js';
import type { Catalogue } from '../../../src/facade/catalogue.js';
import type { Field, Resource, WriteOperation } from '../../../src/facade/contract.js';

export const REPLICA = 'replica';
export const CHANNEL = 'procedures';

const field = (name: string, type: Field['type']): Field => ({ name, type, nullable: false, sensitive: false });
const column = (name: string, type: string): Column => ({ name, type, nullable: false });
const plain = (its: Column, trim = false) =>
  ({ kind: 'column', column: its, trim, format: { kind: 'plain' } }) as const;

const customers: Resource = {
  ...{ name: 'customers', title: 'Customer', key: 'id', children: [] },
  fields: [
    field('id', { kind: 'string', maxLength: 10 }),
    field('status', { kind: 'enum', values: ['active', 'onHold'] }),
  ],
};
const items: Resource = {
  ...{ name: 'items', title: 'Item', key: 'id', children: [] },
  fields: [field('id', { kind: 'integer' })],
};
const orders: Resource = {
  ...{ name: 'orders', title: 'Order', key: 'id' },
  fields: [field('id', { kind: 'integer' }), field('customerId', { kind: 'string', maxLength: 12 })],
  children: [{ name: 'lines', max: 700, fields: [field('itemId', { kind: 'integer' })] }],
};

const CUSTNO = column('CUSTNO', 'char(10)');
const customersBinding: ResourceBinding = {
  ...{ resource: 'customers', source: REPLICA, view: { schema: 'api', name: 'Customers' }, children: [] },
  rows: [{ column: column('DELFLG', 'char(1)'), values: ['N'] }],
  fields: [
    { field: 'id', source: plain(CUSTNO, true), misfit: 'refuse' },
    {
      ...{ field: 'status', misfit: 'refuse' },
      source: {
        kind: 'codes',
        columns: [column('CUSTST', 'char(1)')],
        rows: [
          { when: ['A'], value: 'active', write: true },
          { when: ['H'], value: 'onHold', write: true },
        ],
      },
    },
  ],
};
const itemsBinding: ResourceBinding = {
  ...{ resource: 'items', source: REPLICA, view: { schema: 'api', name: 'Items' }, rows: [], children: [] },
  fields: [{ field: 'id', source: plain(column('ITEMNO', 'int')), misfit: 'refuse' }],
};

const create: WriteOperation = {
  ...{ kind: 'create', id: 'orders.create', resource: 'orders', results: [], refusals: [] },
  fields: [{ field: 'customerId', required: true }],
  children: [{ child: 'lines', required: true, min: 1, max: 700, fields: [{ field: 'itemId', required: true }] }],
};

/** `customerId` may have 12 characters by the document; the procedure holds 10. */
function createBinding(references: readonly ReferenceRule[]): CommandBinding {
  return {
    operation: 'orders.create',
    order: {
      by: [
        { kind: 'text', text: 'customers/' },
        { kind: 'field', field: 'customerId' },
      ],
      whenParked: 'block',
    },
    delivery: {
      ...{ kind: 'procedure', channel: CHANNEL, procedure: { schema: 'erp', name: 'SubmitOrder' } },
      parameters: [
        { kind: 'input', parameter: column('CustNo', 'varchar(10)'), value: { kind: 'field', field: 'customerId' } },
        {
          ...{ kind: 'table', name: 'Lines', type: { schema: 'erp', name: 'Lines' }, child: 'lines' },
          columns: [{ column: column('ITEMNO', 'int'), value: { kind: 'field', field: 'itemId' } }],
        },
      ],
      ...{ results: [], returns: new Map(), refusals: new Map() },
    },
    references,
    digest: 'digest',
  };
}

/** The catalogue; `references` are what the order must name. */
export function smallWrites(references: readonly ReferenceRule[]): Catalogue {
  const watermark = {
    view: { schema: 'api', name: 'Heartbeat' },
    column: { ...column('BEATAT', 'datetime2(3)'), nullable: true },
  };
  const limits = { concurrency: 2, queue: 0, waitMs: 100, timeoutMs: 5_000 };
  return {
    ...{ name: 'small', title: 'Small', systems: [] },
    versions: [{ name: 'v1', released: '2026-12-01', operations: [], writes: [create] }],
    resources: new Map([customers, items, orders].map((resource) => [resource.name, resource])),
    bindings: new Map([customersBinding, itemsBinding].map((binding) => [binding.resource, binding])),
    commandBindings: new Map([['orders.create', createBinding(references)]]),
    channels: new Map([[CHANNEL, { name: CHANNEL, adapter: 'memory', url: 'memory:', options: {} }]]),
    sources: new Map([
      [REPLICA, { name: REPLICA, adapter: 'memory', url: 'memory:', readOnly: 'trust', watermark, options: {} }],
    ]),
    lanes: new Map([
      [REPLICA, limits],
      [CHANNEL, limits],
    ]),
  };
}
