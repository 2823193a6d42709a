// Mistakes in the meaning: each is told with its file, its line and a way out.
import { tellsEach } from './mistake.js';
import type { Mistake } from './mistake.js';

const orders = 'resources/orders.yaml';
const facade = 'facade.yaml';

const inMeaning: readonly Mistake[] = [
  [
    'a key that may be null',
    orders,
    'id: { type: string, example: "SO-1" }',
    'id: { type: string, nullable: true }',
    'the key can never be null',
  ],
  ['a key from codes', orders, 'key: id', 'key: express', 'the key must be a plain column', 'express: { column'],
  ['an example that is none', orders, 'example: "1.50"', 'example: "1.5"', 'must be a decimal with 2 digits'],
  ['a code that means nothing', orders, 'value: shipped }', 'value: shiped }', 'Did you mean "shipped"?'],
  ['a row with too few codes', orders, 'when: ["S", "*"]', 'when: ["S"]', 'has 1 codes for 2 columns'],
  [
    'a row that never counts',
    orders,
    '- { when: ["O", "N"]',
    '- { when: ["*", "*"], value: open }\n        - { when: ["O", "N"]',
    'never counts: row 1 already matches',
    '["O", "N"]',
  ],
  [
    'a code longer than its column',
    orders,
    'when: ["S", "*"]',
    'when: ["SHIP", "*"]',
    '"SHIP" can never stand in ORDSTS',
  ],
  [
    'two rows to write',
    orders,
    '["1E1", "N"], value: open',
    '["1E1", "N"], value: open, write: true',
    'only one row of "open"',
  ],
  [
    'a value that stands twice',
    orders,
    '[open, shipped, onHold]',
    '[open, open, shipped, onHold]',
    '"open" stands here twice',
  ],
  ['a search in codes', orders, 'status: [eq, in]', 'status: [eq, contains]', 'its type and binding allow eq, ne, in'],
  ['a range of text', orders, 'id: [eq, in]', 'id: [eq, gt]', 'id cannot be filtered with gt'],
  ['a search for nothing', orders, 'id: [eq, in]', 'id: [isNull]', 'id cannot be filtered with isNull'],
  ['a filter on a constant', orders, 'id: [eq, in]', 'currency: [eq]', 'cannot be filtered by at all'],
  ['a filter on a child list', orders, 'id: [eq, in]', 'lines: [eq]', 'lines is a child list, not a field'],
  ['an order of codes', orders, 'sort: [id, orderedOn]', 'sort: [status]', 'lists cannot be sorted by status'],
  [
    'a default order of flags',
    orders,
    'defaultSort: [-orderedOn]',
    'defaultSort: [-express]',
    'lists cannot be sorted by express',
  ],
  [
    'a default page above the largest',
    orders,
    'limit: { default: 20, max: 100 }',
    'limit: { default: 200, max: 100 }',
    'must be at most the maximum, 100',
  ],
  [
    'a pattern that is none',
    orders,
    'place: { type: string }',
    'place: { type: string, pattern: "[" }',
    'not a valid regular expression',
  ],
  [
    'a scale above the precision',
    orders,
    'precision: 11, scale: 3',
    'precision: 2, scale: 3',
    'must be at most the precision',
  ],
  ['a wait above the timeout', facade, 'wait: 250ms, timeout: 1m', 'wait: 2s, timeout: 1s', 'is longer than `timeout`'],
  ['a queue in which nobody can wait', facade, 'wait: 250ms', 'wait: 0ms', 'nobody could wait in it'],
  ['a wait without a queue', facade, 'queue: 8', 'queue: 0', 'nobody waits'],
  ['a timeout out of bounds', facade, 'timeout: 1m', 'timeout: 1h', 'must be between 10ms and 10m'],
  ['a day that does not exist', facade, '2026-12-01', '2026-02-31', 'is no day of the calendar'],
];

tellsEach('the meaning', inMeaning);
