// Mistakes in the links between parts: each is told with its file, its line and a way out.
import { tellsEach } from './mistake.js';
import type { Mistake } from './mistake.js';

const orders = 'resources/orders.yaml';
const facade = 'facade.yaml';

const inLinks: readonly Mistake[] = [
  [
    'an unknown source',
    orders,
    'source: replica',
    'source: replicas',
    'no source is called "replicas": facade.yaml has replica. Did you mean "replica"?',
  ],
  ['an unknown resource', orders, 'references: customers', 'references: customer', 'no resource is called "customer"'],
  [
    'a reference of another type',
    orders,
    'serial: { type: long }',
    'serial: { type: long, references: customers }',
    'the key of customers is of type string',
  ],
  ['an unknown system', orders, 'owner: erp', 'owner: crm', 'no system is called "crm": declared are erp'],
  ['a resource called unlike its file', orders, 'resource: orders', 'resource: order', 'must be called orders'],
  ['limits for nobody', facade, '  replica: { conc', '  replika: { conc', 'no source or channel is called "replika"'],
  [
    'an unknown child in embed',
    orders,
    'embed: [lines]',
    'embed: [line]',
    'no child list is called "line". Did you mean "lines"?',
  ],
  ['an unknown key', orders, 'key: id', 'key: number', 'no field is called "number"'],
  [
    'a column that does not exist',
    orders,
    '{ column: ORDTOT }',
    '{ column: ORDTOTAL }',
    'api.Orders has no column "ORDTOTAL". Did you mean "ORDTOT"?',
  ],
  ['a view nobody locked', orders, 'view: api.OrderLines', 'view: api.Lines', '`npx banyan check --live`'],
  [
    'a condition on a missing column',
    orders,
    'rows: { DELFLG: "N" }',
    'rows: { DELFLAG: "N" }',
    'has no column "DELFLAG"',
  ],
  [
    'a source without a field',
    orders,
    'currency: { constant: DKK }',
    'currency: { constant: DKK }\n    extra: { column: BIN }',
    'no field is called "extra"',
  ],
];

tellsEach('the links between parts', inLinks);
