// Mistakes in the types of columns: each is told with its file, its line and a way out.
import { tellsEach } from './mistake.js';
import type { Mistake } from './mistake.js';

const orders = 'resources/orders.yaml';
const facade = 'facade.yaml';

const inTypes: readonly Mistake[] = [
  [
    'a string from a number',
    orders,
    'note: { column: ORDTXT',
    'note: { column: ORDTOT',
    'ORDTOT is decimal(15,2), and must be char',
  ],
  ['a long from text', orders, 'serial: { column: SERIAL }', 'serial: { column: BIN }', 'must be bigint'],
  ['a decimal from a float', orders, '{ column: ORDTOT }', '{ column: RATIO }', 'is not exact'],
  ['a decimal from a wider one', orders, '{ column: ORDTOT }', '{ column: WIDE }', 'precision 28 and scale 8'],
  [
    'a date from a number without format',
    orders,
    '{ column: ORDDAT, format: yyyymmdd }',
    '{ column: ORDDAT }',
    'give `format: yyyymmdd`',
  ],
  [
    'a format for another type',
    orders,
    '{ column: ORDTOT }',
    '{ column: ORDTOT, format: hhmmss }',
    'this way of writing is for type time',
  ],
  [
    'an instant without a zone',
    orders,
    'changedAt: { date: CHGDAT, time: CHGTIM, timezone: Europe/Copenhagen }',
    'changedAt: { column: CRTDTM }',
    'give `timezone`',
  ],
  [
    'a zone that does not exist',
    orders,
    'time: CHGTIM, timezone: Europe/Copenhagen',
    'time: CHGTIM, timezone: Europe/Kopenhagen',
    'zone of the IANA database',
  ],
  ['an offset for a zone', facade, 'timezone: Europe/Copenhagen', 'timezone: "+01:00"', 'zone of the IANA database'],
  ['an instant from columns of other types', orders, 'date: CHGDAT', 'date: HOLD', 'HOLD is char(1), and must be date'],
  ['flags with one code', orders, 'whenTrue: "J", whenFalse: "N"', 'whenTrue: "J"', 'go together'],
  [
    'flags with equal codes',
    orders,
    'whenTrue: "J", whenFalse: "N"',
    'whenTrue: "J", whenFalse: "J"',
    'another code than',
  ],
  [
    'none without a format',
    orders,
    '{ column: ORDTXT, misfit: mask }',
    '{ column: ORDTXT, none: ["0"] }',
    'goes with `format: yyyymmdd`',
  ],
  [
    'none for a required field',
    orders,
    'orderedOn: { column: ORDDAT, format: yyyymmdd }',
    'orderedOn: { column: ORDDAT, format: yyyymmdd, none: ["0"] }',
    'must be `nullable: true`',
  ],
  [
    'mask for a required field',
    orders,
    'total: { column: ORDTOT }',
    'total: { column: ORDTOT, misfit: mask }',
    'mask shows null',
  ],
  ['a list that is masked', orders, 'order: [LINNO]', 'order: [LINNO]\n      misfit: mask', 'a list cannot be masked'],
  [
    'an enum without codes',
    orders,
    'serial: { type: long }',
    'serial: { type: enum, values: [a] }',
    'an enum needs a code map',
    'serial: { column',
  ],
  [
    'codes for a string',
    orders,
    'status: { type: enum, values: [open, shipped, onHold] }',
    'status: { type: string }',
    'this form is for fields of type enum',
    'codes:',
  ],
  [
    'a composite that is no string',
    orders,
    'place: { type: string }',
    'place: { type: long }',
    'this form is for fields of type string',
    'place: { columns',
  ],
  [
    'a constant that does not fit',
    orders,
    'currency: { constant: DKK }',
    'currency: { constant: 5 }',
    'it must be text in quotes',
  ],
  ['blanks cut from a number', orders, '{ column: ORDTOT }', '{ column: ORDTOT, trim: true }', 'only text has blanks'],
  [
    'children tied to a composite',
    orders,
    'match: { ORDNO: id }',
    'match: { ORDNO: place }',
    'must name a field that is a plain column',
  ],
  ['children tied by another type', orders, 'match: { ORDNO: id }', 'match: { LINNO: id }', 'they cannot be equal'],
  ['a version column that does not grow', orders, 'version: ROWVER', 'version: HOLD', 'must be rowversion'],
  [
    'a watermark that is no time',
    facade,
    'view: api.Beat, column: AT',
    'view: api.Orders, column: HOLD',
    'HOLD is char(1), and must be datetime',
  ],
];

tellsEach('the types of columns', inTypes);
