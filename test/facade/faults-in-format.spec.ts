// Mistakes in the format: each is told with its file, its line and a way out.
import { tellsEach } from './mistake.js';
import type { Mistake } from './mistake.js';

const orders = 'resources/orders.yaml';
const facade = 'facade.yaml';
const lock = 'shape.lock.yaml';

const inFormat: readonly Mistake[] = [
  [
    'an unknown member',
    orders,
    'source: replica',
    'sourcee: replica',
    '"sourcee" is not known here. Did you mean "source"? Allowed: source, view',
  ],
  [
    'an unknown member of a map entry',
    orders,
    'total: { column: ORDTOT }',
    'total: { column: ORDTOT, trin: true }',
    'Did you mean "trim"? Allowed: column, trim',
  ],
  [
    'an unknown type',
    orders,
    'express: { type: boolean }',
    'express: { type: bool }',
    'must be one of string, integer, long',
  ],
  [
    'a member of another type',
    orders,
    'express: { type: boolean }',
    'express: { type: boolean, scale: 2 }',
    '"scale" is not known here',
  ],
  ['a value of the wrong type', orders, 'max: 200', 'max: many', 'must be a number'],
  ['text without quotes that is a number', orders, 'title: Sales order', 'title: 2026', 'Write "2026"'],
  ['a field name in the wrong case', orders, '  express: {', '  Express: {', 'the name must be camelCase'],
  ['a duration in words', facade, 'wait: 250ms', 'wait: soon', 'such as "250ms", "5s"'],
  [
    'an unknown choice',
    facade,
    'readOnly: grants',
    'readOnly: grant',
    'must be one of replica, grants, both, trust. Did you mean "grants"?',
  ],
  ['an unknown operator', orders, 'note: [contains]', 'note: [contain]', 'Did you mean "contains"?'],
  ['too many rows a page', orders, 'limit: { default: 20, max: 100 }', 'limit: { max: 2000 }', 'must be at most 1000'],
  ['a version that is none', facade, 'v1: {', 'version1: {', 'must be "v" and a number'],
  ['an operation that is no known one', orders, 'list: {', 'lits: {', 'neither list nor get'],
  [
    'a block where a map entry belongs',
    orders,
    'total: { column: ORDTOT }',
    'total: ORDTOT',
    'must be a block of members',
  ],
  [
    'a map entry with too little',
    orders,
    'currency: { constant: DKK }',
    'currency: { separator: "-" }',
    'is required and missing: it must be a list',
  ],
  [
    'a type of the server that is none',
    lock,
    'ORDNO: char(12) not null',
    'ORDNO: CHAR 12',
    'must be the type of the server',
  ],
];

tellsEach('the format', inFormat);
