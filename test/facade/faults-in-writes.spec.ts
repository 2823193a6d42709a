// Mistakes in writing operations: each is told with its file, its line and a way out.
import { tellsEach } from './mistake.js';
import type { Mistake } from './mistake.js';
import { writingTexts } from './writing-facade.js';

const orders = 'resources/orders.yaml';
const facade = 'facade.yaml';
const lock = 'shape.lock.yaml';

const inInput: readonly Mistake[] = [
  [
    'an unknown field',
    orders,
    'customerId: required',
    'customrId: required',
    'orders has no field "customrId". Did you mean "customerId"?',
  ],
  [
    'an unknown field of an entry',
    orders,
    'number: required',
    'nummer: required',
    'an entry of lines has no field "nummer"',
  ],
  ['a word that is none', orders, 'status: optional', 'status: maybe', 'must be one of required, optional'],
  [
    'bounds for a field',
    orders,
    'status: optional',
    'status: { fields: { a: required } }',
    'is a field: write required or optional',
  ],
  [
    'a list without bounds',
    orders,
    'lines: { min: 1, fields: { number: required, quantity: optional } }',
    'lines: required',
    'is a child list: give its bounds',
  ],
  [
    'more entries than a resource may have',
    orders,
    '{ min: 1, fields',
    '{ min: 1, max: 500, fields',
    'must be at most 200',
  ],
  [
    'bounds the wrong way round',
    orders,
    '{ min: 1, fields',
    '{ min: 9, max: 5, fields',
    'must be at most the maximum, 5',
  ],
  [
    'a list without fields',
    orders,
    '{ min: 1, fields: { number: required, quantity: optional } }',
    '{ min: 1, fields: {} }',
    'must have at least one field',
  ],
  ['the key in a change', orders, 'express: required', 'id: required', 'stands in the address already'],
  [
    'input that goes nowhere',
    orders,
    'Expr: express, ',
    '',
    'express is taken from callers and goes nowhere',
    'input: { express',
  ],
  [
    'a change of nothing',
    orders,
    'input: { express: required, total: optional }',
    'input: {}',
    'a change changes a field',
  ],
];

const inOperations: readonly Mistake[] = [
  ['an operation without a method', orders, '    method: PATCH\n', '', 'needs `method: PATCH` for a change', 'amend:'],
  ['a create that patches', orders, 'title: Order something', 'method: PATCH', 'a create is a POST'],
  [
    'two changes of one resource',
    orders,
    'method: POST',
    'method: PATCH # a second one',
    'amend is the PATCH of this resource already',
  ],
  ['a name that is none', orders, '  cancel:', '  cancelOrder:', 'must be lower-case words joined by hyphens'],
  [
    'two ways at once',
    orders,
    'method: POST',
    'method: POST\n    drop: { channel: inbox, layout: amendments }',
    'is done in one way',
    'drop:',
  ],
  [
    'a read without a binding',
    'resources/customers.yaml',
    'binding:\n  source: replica\n  view: api.Customers\n  map:\n    id: { column: CUSTNO, trim: true }\n',
    '',
    '`list` and `get` read by it',
    'resource: customers',
  ],
];

const inOrder: readonly Mistake[] = [
  [
    'a key that must not be seen',
    orders,
    'customerId: { type: string, references',
    'customerId: { sensitive: true, type: string, references',
    'order keys are shown in logs',
    'order: { by',
  ],
  [
    'an unknown placeholder',
    orders,
    '{customerId}',
    '{customer}',
    '"{customer}" is no field of the input. Did you mean "customerId"?',
  ],
  ['a placeholder that may be absent', orders, 'customers/{customerId}', 'x/{status}', 'status can be absent or null'],
  ['the key of a create', orders, 'customers/{customerId}', 'x/{$key}', 'a create has no key'],
  ['a lone brace', orders, 'customers/{customerId}', 'x/{customerId}}', 'a brace that stands alone'],
];

const inChannels: readonly Mistake[] = [
  [
    'an unknown technology',
    facade,
    'procedures: { adapter: mssql',
    'procedures: { adapter: oracle',
    'must be one of mssql, sftp, folder',
  ],
  [
    'an unknown member',
    facade,
    'url: "${ERP_URL}" }',
    'uri: "${ERP_URL}" }',
    '"uri" is not known here. Did you mean "url"?',
  ],
  [
    'an unknown code page',
    facade,
    'url: "${ERP_URL}" }',
    'url: "${ERP_URL}", codePage: cp1252 }',
    'must be one of windows-1250',
  ],
  [
    'the name of a source',
    facade,
    '  procedures: { adapter',
    '  replica: { adapter',
    'is the name of a source already',
  ],
  [
    'waits the wrong way round',
    facade,
    'protection:\n',
    'protection:\n  procedures: { retry: { backoff: 5m..1s } }\n',
    'the shorter wait first',
    'procedures: { retry',
  ],
  [
    'more attempts than anybody waits for',
    facade,
    'protection:\n',
    'protection:\n  procedures: { retry: { attempts: 1000 } }\n',
    'must be at most 100',
    'procedures: { retry',
  ],
  ['a type of a parameter that is none', lock, 'Hold: char(1)', 'Hold: CHAR', 'must be the type of the server'],
];

tellsEach('an input', inInput, writingTexts);
tellsEach('writing operations', inOperations, writingTexts);
tellsEach('an order of commands', inOrder, writingTexts);
tellsEach('channels', inChannels, writingTexts);
