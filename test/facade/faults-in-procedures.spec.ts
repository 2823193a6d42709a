// Mistakes in procedures and what they are given: each is told with its file, its line and a way out.
import { tellsEach } from './mistake.js';
import type { Mistake } from './mistake.js';
import { writingTexts } from './writing-facade.js';

const orders = 'resources/orders.yaml';

const inProcedures: readonly Mistake[] = [
  [
    'an unknown channel',
    orders,
    'channel: procedures',
    'channel: procedure',
    'no channel is called "procedure": facade.yaml has procedures. Did you mean "procedures"?',
  ],
  ['an unknown procedure', orders, 'name: erp.Order', 'name: erp.Ordr', 'erp.Ordr is not in shape.lock.yaml'],
  [
    'an unknown parameter',
    orders,
    'CustNo: customerId',
    'CustNumber: customerId',
    'erp.Order has no parameter "CustNumber"',
  ],
  [
    'a parameter with an at sign',
    orders,
    'CustNo: customerId',
    '"@CustNo": customerId',
    'the name of a parameter without the @',
  ],
  [
    'an unknown field',
    orders,
    'CustNo: customerId',
    'CustNo: customer',
    'no field of the input is called "customer". Did you mean "customerId"?',
  ],
  [
    'a field that was not asked for',
    orders,
    'CustNo: customerId',
    'CustNo: note',
    'no field of the input is called "note"',
  ],
  [
    'a value that is none',
    orders,
    'CustNo: customerId',
    'CustNo: $commandId',
    'must be a field of the input ("customerId"',
  ],
  ['the key of a create', orders, 'CustNo: customerId', 'CustNo: $key', 'a create has no key in its address'],
  [
    'a field of several columns',
    orders,
    'Sts: status.ORDSTS',
    'Sts: status',
    'status stands in ORDSTS and HOLD: say which',
  ],
  [
    'a column that the field does not have',
    orders,
    'Hold: status.HOLD',
    'Hold: status.HOLT',
    'status has no column "HOLT". Did you mean "HOLD"?',
  ],
  [
    'an enum nobody can write',
    orders,
    '["O", "N"], value: open, write: true',
    '["O", "N"], value: open',
    '2 codes mean open: mark the row',
    'Sts: status.ORDSTS',
  ],
  [
    'a value without codes to write',
    orders,
    '- { when: ["S", "N"], value: shipped, write: true }',
    '- { when: ["S", "N"], value: open }',
    'the codes of shipped hold "*"',
    'Sts: status.ORDSTS',
  ],
  [
    'a value for an output',
    orders,
    'parameters: { OrdNo: $key }',
    'parameters: { OrdNo: $key, Charge: { constant: "1" } }',
    'is an output parameter',
  ],
  [
    'an output that is none',
    orders,
    'outputs: { id: OrdNo }',
    'outputs: { id: CustNo }',
    'erp.Order has no output parameter "CustNo". It has: OrdNo',
  ],
  [
    'a result without a type',
    orders,
    'outputs: { id: OrdNo }',
    'outputs: { number: OrdNo }',
    'declare its type under `results`',
  ],
  [
    'a result that nothing fills',
    orders,
    'outputs: { charge: Charge }',
    'outputs: {}',
    'nothing fills it',
    'results: { charge',
  ],
  [
    'a result with two types',
    orders,
    'results: { charge: { type: decimal, precision: 9, scale: 2 } }',
    'results: { total: { type: long } }',
    'has the type of the field total already',
  ],
  [
    'a result of another type',
    orders,
    'precision: 9, scale: 2',
    'precision: 8, scale: 2',
    'nothing is ever rounded',
    'outputs: { charge',
  ],
  ['a constant without quotes', orders, '{ constant: "G" }', '{ constant: G }', 'a legacy code must stand in quotes'],
  ['a constant that does not fit', orders, '{ constant: "G" }', '{ constant: "GG" }', 'can never stand in SRC'],
  ['success as a refusal', orders, '"4": {', '"0": {', '"0" is success'],
  ['a return status in words', orders, '"4": {', 'four: {', 'must be a whole number'],
  ['an error of the server', orders, '"50010": {', '"1205": {', 'is an error of the server'],
  ['a reason in another case', orders, 'reason: on-hold', 'reason: On hold', 'must be lower-case words'],
  [
    'one reason with two texts',
    orders,
    '"50011": { reason: limit, text: "Too much." }',
    '"50011": { reason: limit, text: "Other." }',
    'one reason, one text',
  ],
];

const inTables: readonly Mistake[] = [
  ['another table type', orders, 'table: erp.LineList', 'table: erp.Lines', 'Lines is a table of type erp.LineList'],
  [
    'a value where a table belongs',
    orders,
    'Lines: { table: erp.LineList, columns: { NO: lines.number, QTY: lines.quantity, SRC: { constant: "G" } } }',
    'Lines: customerId',
    'takes a table: give it',
  ],
  [
    'a table where a value belongs',
    orders,
    'ReqDat: requestedOn',
    'ReqDat: { table: erp.LineList, columns: { NO: lines.number } }',
    'not a table: give it one value',
  ],
  [
    'an unknown column',
    orders,
    'QTY: lines.quantity',
    'QTX: lines.quantity',
    'erp.LineList has no column "QTX". Did you mean "QTY"?',
  ],
  ['a column without a value', orders, ', SRC: { constant: "G" }', '', 'erp.LineList.SRC gets no value', 'Lines: {'],
  ['a field from outside the list', orders, 'SRC: { constant: "G" }', 'SRC: customerId', 'takes a field of lines'],
  [
    'an unknown field of the list',
    orders,
    'QTY: lines.quantity',
    'QTY: lines.qty',
    'no field of the input is called "lines.qty"',
  ],
  [
    'no list at all',
    orders,
    'columns: { NO: lines.number, QTY: lines.quantity, SRC: { constant: "G" } }',
    'columns: { NO: { constant: "1" }, QTY: { constant: "1" }, SRC: { constant: "1" } }',
    'must name the fields of a child list',
  ],
  [
    'NULL where the type has none',
    orders,
    'number: required',
    'number: optional',
    'NO is not null, and number can be absent',
    'Lines: {',
  ],
];

const inVerify: readonly Mistake[] = [
  [
    'an unknown source',
    orders,
    'verify: { source: replica',
    'verify: { source: replika',
    'no source is called "replika"',
  ],
  [
    'an unknown view',
    orders,
    'view: api.Orders, match',
    'view: api.Order, match',
    'api.Order is not in shape.lock.yaml',
  ],
  [
    'an unknown column',
    orders,
    'EXTREF: $command.id',
    'EXTRF: $command.id',
    'has no column "EXTRF". Did you mean "EXTREF"?',
  ],
  [
    'a column too short for an id',
    orders,
    'EXTREF: $command.id',
    'ORDNO: $command.id',
    'a command id is text of 26 characters',
  ],
  [
    'a match that proves nothing',
    orders,
    'EXTREF: $command.id',
    'CUSTNO: customerId',
    'nothing else tells this create from one like it',
  ],
  [
    'a match on the key alone',
    orders,
    'Tot: total, Ref: $command.id }\n      verify: none',
    'Tot: total, Ref: $command.id }\n      verify: { source: replica, view: api.Orders, match: { ORDNO: $key } }',
    'together with a field of the input',
  ],
  [
    'an unknown result',
    orders,
    'results: { id: ORDNO }',
    'results: { idd: ORDNO }',
    'declare its type under `results`',
  ],
];

tellsEach('a procedure', inProcedures, writingTexts);
tellsEach('a table', inTables, writingTexts);
tellsEach('a verification', inVerify, writingTexts);
