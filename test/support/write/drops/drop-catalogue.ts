// A catalogue made by hand whose writes are records in files: amendments of orders, acknowledged by command, and counts
// of stock, acknowledged by file and line. Both go to one server.
import type { CommandBinding, VerifyBinding } from '../../../../src/facade/binding-of-commands.js';
import type { Acknowledgement, BatchRule, DropCapabilities, Layout } from '../../../../src/facade/binding-of-drops.js';
import type { Column } from '../../../../src/facade/binding.js';
import type { LaneLimits } from '../../../../src/facade/binding.js';
import type { Catalogue } from '../../../../src/facade/catalogue.js';
import type { Field, Resource, WriteOperation } from '../../../../src/facade/contract.js';
import { acknowledgementOf, column, datedName, item, layoutOf } from '../../layouts/sample-layouts.js';

export const INBOX = 'inbox';
export const AMENDMENTS = 'inbox/amendments';
export const COUNTS = 'inbox/counts';
export const REPLICA = 'replica';

/** What a test may want otherwise. */
export interface DropWords {
  readonly batch?: BatchRule;
  readonly can?: Partial<DropCapabilities>;
  /** Of amendments. */
  readonly layout?: Partial<Layout>;
  readonly acknowledgement?: Acknowledgement;
  /** Whether the replica can be asked about amendments. */
  readonly verify?: boolean;
  readonly digest?: string;
}

export const OVERDUE_MS = 60_000;

const field = (name: string, type: Field['type'], nullable = false): Field => ({
  ...{ name, type, nullable, sensitive: false },
});
const columnOf = (name: string, type: string): Column => ({ name, type, nullable: true });

const orders: Resource = {
  ...{ name: 'orders', title: 'Order', key: 'id', children: [] },
  fields: [field('id', { kind: 'string', maxLength: 12 }), field('note', { kind: 'string', maxLength: 60 }, true)],
};
const counts: Resource = {
  ...{ name: 'counts', title: 'Count', key: 'id', children: [] },
  fields: [field('id', { kind: 'string', maxLength: 12 }), field('quantity', { kind: 'integer' })],
};

const amend: WriteOperation = {
  ...{ kind: 'change', id: 'orders.amend', resource: 'orders', children: [], refusals: [] },
  fields: [{ field: 'note', required: true }],
  results: [field('revision', { kind: 'integer' }), field('day', { kind: 'date' }, true)],
};
const count: WriteOperation = {
  ...{ kind: 'create', id: 'counts.create', resource: 'counts', children: [], refusals: [], results: [] },
  fields: [{ field: 'quantity', required: true }],
};

/** Lines `id;result;reason;message;revision;day`. */
export const BY_COMMAND = acknowledgementOf({
  fileName: datedName('AMD', '.ACK'),
  places: {
    command: { kind: 'column', column: 1 },
    result: { kind: 'column', column: 2 },
    reason: { kind: 'column', column: 3 },
    message: { kind: 'column', column: 4 },
  },
  outputs: [
    { result: 'revision', place: { kind: 'column', column: 5 } },
    { result: 'day', place: { kind: 'column', column: 6 } },
  ],
  results: new Map([
    ['A', 'applied'],
    ['R', 'refused'],
  ]),
  reasons: new Map([['E02', { reason: 'order-shipped', text: 'The order has been shipped.' }]]),
  overdueMs: OVERDUE_MS,
});

/** Lines `line;result`. */
const BY_LINE = acknowledgementOf({
  fileName: datedName('STK', '.ACK'),
  match: 'file-and-line',
  places: { line: { kind: 'column', column: 1 }, result: { kind: 'column', column: 2 } },
  results: BY_COMMAND.results,
  overdueMs: OVERDUE_MS,
});

const VERIFY: VerifyBinding = {
  kind: 'view',
  source: REPLICA,
  view: { schema: 'api', name: 'Amendments' },
  match: [{ column: columnOf('REF', 'varchar(26)'), value: { kind: 'commandId' } }],
  results: [{ result: 'revision', column: columnOf('REVNO', 'int') }],
};

/** The layout of amendments. */
export function amendmentsLayout({ layout, acknowledgement = BY_COMMAND }: DropWords = {}): Layout {
  return layoutOf({
    name: 'amendments',
    format: { kind: 'csv', delimiter: ';', quote: 'needed', columnRow: true },
    fileName: datedName('AMD', '.DAT'),
    done: [{ kind: 'file' }, { kind: 'text', text: '.OK' }],
    record: [
      item('REF', '$command.id', column()),
      item('ORDER', '$key', column(12)),
      item('NOTE', 'note', column(40), { null: '{clear}' }),
    ],
    trailer: [{ kind: 'text', text: '#END;' }, { kind: 'count' }],
    acknowledgement,
    ...layout,
  });
}

const countsLayout = layoutOf({
  name: 'counts',
  format: { kind: 'csv', delimiter: ';', quote: 'needed', columnRow: false },
  fileName: datedName('STK', '.DAT'),
  record: [
    item('REF', '$command.id', column()),
    item('QUANTITY', 'quantity', column(), {
      type: { kind: 'integer' },
      text: { kind: 'number', decimal: 'point', signed: false },
    }),
  ],
  acknowledgement: BY_LINE,
});

function bindings(words: DropWords): readonly CommandBinding[] {
  const batch = words.batch ?? { everyMs: 5_000, records: 10 };
  return [
    {
      operation: 'orders.amend',
      order: { by: [{ kind: 'text', text: 'orders/' }, { kind: 'key' }], whenParked: 'block' },
      delivery: {
        ...{ kind: 'drop', channel: INBOX, layout: amendmentsLayout(words), batch },
        ...(words.verify === true && { verify: VERIFY }),
      },
      references: [],
      digest: words.digest ?? 'amend',
    },
    {
      operation: 'counts.create',
      order: { by: [{ kind: 'commandId' }], whenParked: 'block' },
      delivery: { kind: 'drop', channel: INBOX, layout: countsLayout, batch },
      references: [],
      digest: 'count',
    },
  ];
}

/** The catalogue. */
export function dropCatalogue(words: DropWords = {}): Catalogue {
  const can = { list: true, read: true, renameNoOverwrite: true, archive: true, ...words.can };
  const folders = { inbox: 'in', archive: 'archive', acknowledgements: 'out', read: 'out/read' };
  const limits = { concurrency: 2, queue: 20, waitMs: 30_000, timeoutMs: 10_000 };
  const retry = { attempts: 3, firstBackoffMs: 1_000, longestBackoffMs: 4_000 };
  return {
    ...{ name: 'drops', title: 'Drops', systems: [], bindings: new Map() },
    versions: [{ name: 'v1', released: '2026-12-01', operations: [], writes: [amend, count] }],
    resources: new Map([orders, counts].map((resource) => [resource.name, resource])),
    commandBindings: new Map(bindings(words).map((binding) => [binding.operation, binding])),
    channels: new Map([
      [INBOX, { name: INBOX, adapter: 'memory', url: 'memory:', options: {}, drops: { folders, can, hostKeys: [] } }],
    ]),
    sources: new Map([[REPLICA, { name: REPLICA, adapter: 'memory', url: 'memory:', readOnly: 'trust', options: {} }]]),
    lanes: new Map<string, LaneLimits>([
      [INBOX, { ...limits, retry }],
      [REPLICA, limits],
    ]),
  };
}
