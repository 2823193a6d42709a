// A small facade as texts, and ways to break it: what every loader test starts from.
import { outcomeOf } from '../../src/facade/loading/load-facade.js';
import type { FacadeOutcome } from '../../src/facade/loading/load-facade.js';
import { loadTexts } from '../../src/facade/loading/load-texts.js';
import type { FacadeEnvironment } from '../../src/facade/yaml/fill-text.js';
import { FaultList } from '../../src/facade/yaml/fault-list.js';

export type SmallFile = 'facade.yaml' | 'resources/orders.yaml' | 'resources/customers.yaml' | 'shape.lock.yaml';

export const smallTexts: Readonly<Record<SmallFile, string>> = {
  'facade.yaml': `facade: small
title: Small ERP
systems:
  erp: { title: The ERP }
sources:
  replica:
    adapter: mssql
    url: "\${ERP_URL}"
    readOnly: grants
    watermark: { view: api.Beat, column: AT, timezone: Europe/Copenhagen }
    options: { encrypt: true }
protection:
  replica: { concurrency: 2, queue: 8, wait: 250ms, timeout: 1m }
versions:
  v1: { released: 2026-12-01 }
`,
  'resources/customers.yaml': `resource: customers
title: Customer
key: id
fields:
  id: { type: string, maxLength: 10 }
binding:
  source: replica
  view: api.Customers
  map:
    id: { column: CUSTNO, trim: true }
operations:
  get: {}
`,
  'resources/orders.yaml': `resource: orders
title: Sales order
key: id
fields:
  id: { type: string, example: "SO-1" }
  customerId: { type: string, references: customers, owner: erp }
  status: { type: enum, values: [open, shipped, onHold] }
  orderedOn: { type: date }
  requestedOn: { type: date, nullable: true }
  total: { type: decimal, precision: 15, scale: 2, example: "1.50" }
  express: { type: boolean }
  note: { type: string, maxLength: 40, nullable: true, sensitive: true }
  changedAt: { type: instant }
  place: { type: string }
  currency: { type: string }
  serial: { type: long }
children:
  lines:
    max: 200
    fields:
      number: { type: integer }
      quantity: { type: decimal, precision: 11, scale: 3 }
binding:
  source: replica
  view: api.Orders
  version: ROWVER
  rows: { DELFLG: "N" }
  map:
    id: { column: ORDNO, trim: true }
    customerId: { column: CUSTNO, trim: true }
    status:
      columns: [ORDSTS, HOLD]
      codes:
        - { when: ["O", "N"], value: open, write: true }
        - { when: ["1E1", "N"], value: open }
        - { when: ["O", null], value: onHold }
        - { when: ["S", "*"], value: shipped }
      misfit: skip
    orderedOn: { column: ORDDAT, format: yyyymmdd }
    requestedOn: { column: REQDAT, format: yyyymmdd, none: ["0"] }
    total: { column: ORDTOT }
    express: { column: EXPFLG, whenTrue: "J", whenFalse: "N" }
    note: { column: ORDTXT, misfit: mask }
    changedAt: { date: CHGDAT, time: CHGTIM, timezone: Europe/Copenhagen }
    place: { columns: [WHSNO, BIN], separator: "~", trim: true }
    currency: { constant: DKK }
    serial: { column: SERIAL }
    lines:
      view: api.OrderLines
      match: { ORDNO: id }
      order: [LINNO]
      rows: { DELFLG: ["N", " "] }
      map:
        number: { column: LINNO }
        quantity: { column: QTY }
read:
  filters:
    id: [eq, in]
    status: [eq, in]
    orderedOn: [gte, lt]
    note: [contains]
  sort: [id, orderedOn]
  defaultSort: [-orderedOn]
  limit: { default: 20, max: 100 }
  count: exact
operations:
  list: { title: List orders, fields: true }
  get: { embed: [lines] }
`,
  'shape.lock.yaml': `sources:
  replica:
    api.Beat: { AT: datetime2(7) }
    api.Customers: { CUSTNO: char(10) not null }
    api.Orders:
      ORDNO: char(12) not null
      CUSTNO: char(10)
      ORDSTS: char(3)
      HOLD: char(1)
      ORDDAT: decimal(8,0)
      REQDAT: decimal(8,0)
      ORDTOT: decimal(15,2)
      EXPFLG: char(1)
      ORDTXT: varchar(40)
      CHGDAT: decimal(8,0)
      CHGTIM: decimal(6,0)
      WHSNO: char(3) not null
      BIN: char(8) not null
      SERIAL: bigint
      DELFLG: char(1)
      ROWVER: rowversion
      RATIO: float
      LONGTX: nvarchar(max)
      CRTDTM: datetime
      WIDE: decimal(28,8)
    api.OrderLines:
      ORDNO: char(12) not null
      LINNO: int not null
      QTY: decimal(11,3)
      DELFLG: char(1)
`,
};

/** Stands for the environment of the machine; the secret must never be seen in a fault. */
export const secret = 'mssql://reader:hunter2-secret@erp/db';
export const smallEnvironment: FacadeEnvironment = {
  lookup: (name) => (name === 'ERP_URL' ? secret : undefined),
  readSecretFile: () => {
    throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
  },
};

export type Texts = Partial<Record<string, string>>;

/** Loads these texts as if they stood in a folder. */
export function loadSmall(texts: Texts, environment: FacadeEnvironment = smallEnvironment): FacadeOutcome {
  const file = (name: string, ...place: string[]) =>
    texts[name] === undefined ? undefined : { file: name, place, text: texts[name] };
  const filesIn = (part: string) =>
    Object.keys(texts)
      .filter((name) => name.startsWith(`${part}/`))
      .flatMap((name) => file(name, part, name.slice(part.length + 1, -5)) ?? []);
  const read = {
    facade: file('facade.yaml'),
    lock: file('shape.lock.yaml', 'lock'),
    resources: filesIn('resources'),
    layouts: filesIn('layouts'),
  };
  return outcomeOf(loadTexts(read, environment, new FaultList(), 'locked'));
}

/** A sound facade with one text replaced by another in one file. Throws when the text is not there. */
export function broken(name: string, from: string, to: string, sound: Texts = smallTexts): Texts {
  const text = sound[name];
  if (!text?.includes(from)) throw new Error(`${name} does not hold ${from}`);
  return { ...sound, [name]: text.replace(from, () => to) };
}

/** The line, counted from 1, on which a text first stands in a broken file. */
export function lineOf(texts: Texts, name: string, text: string): number {
  const before = (texts[name] ?? '').split(text)[0] ?? '';
  return before.split('\n').length;
}
