// The small facade with file drops: one operation for each format of layouts, a calendar, references.
import type { DropBinding } from '../../src/facade/binding-of-drops.js';
import type { Catalogue } from '../../src/facade/catalogue.js';
import { broken } from './small-facade.js';
import type { Texts } from './small-facade.js';
import { writingTexts } from './writing-facade.js';

/** A pin of the right form. */
export const pin = `SHA256:${'Ab3/'.repeat(10)}xyz`;

const inbox = `  inbox:
    adapter: sftp
    url: "\${ERP_URL}"
    hostKeys: ["${pin}", "\${SECOND_PIN:-}"]
    folders: { inbox: /inbox, archive: /archive, acknowledgements: /outbox }
    options: { password: "\${PASSWORD:-none}" }
  share:
    adapter: folder
    url: "\${SHARE:-/mnt/erp}"
    folders: { inbox: in, archive: done }
    can: { renameNoOverwrite: false }
`;

const calendar = `calendar:
  timezone: Europe/Copenhagen
  windows:
    - { name: nightly batch, days: daily, from: "01:00", to: "02:30" }
    - { name: stocktaking, days: [sun, sat], from: "22:00", to: "06:00", writes: hold, channels: [inbox] }
    - { name: reports, days: weekdays, from: "00:00", to: "24:00", reads: cached, writes: open }
`;

const correct = `  correct:
    method: POST
    input:
      express: required
      requestedOn: optional
      total: required
      status: required
      changedAt: required
      lines: { fields: { number: required, quantity: optional } }
    drop: { channel: inbox, layout: corrections, batch: { every: 2s, records: 50 } }
`;

const corrections = `layout: corrections
title: Corrections
format: fixed-width
width: 100
encoding: windows-1252
newline: lf
timezone: Europe/Copenhagen
file: "COR{date:yyyymmdd}{sequence:4}.DAT"
sequence: { from: 0, to: 9999, wrap: restart }
header: "H{date:yymmdd}{sequence:4}"
record:
  - { name: KEY, at: 1, width: 12, from: $key }
  - { at: 13, width: 1, from: express }
  - { at: 14, width: 8, from: requestedOn, format: yyyymmdd, absent: "99999999", "null": "00000000" }
  - { at: 22, width: 17, from: total, decimal: implied, signed: true, fill: "0" }
  - { at: 39, width: 3, from: status.ORDSTS }
  - { at: 42, width: 1, from: status.HOLD }
  - { at: 43, width: 14, from: changedAt, format: yyyymmddhhmmss }
  - { at: 70, width: 26, from: $command.id }
lists:
  lines:
    record:
      - { name: KIND, at: 1, width: 1, from: { constant: "L" } }
      - { at: 2, width: 5, from: lines.number, pad: right }
      - { at: 7, width: 12, from: lines.quantity, decimal: point, absent: "" }
trailer: "T{count:4}{total(lines.quantity):14}"
done: "{file}.OK"
acknowledgement:
  file: "{file}.ACK"
  match: command
  format: fixed-width
  skip: { first: 1, last: 1 }
  bytes: { command: { at: 1, width: 26 }, result: { at: 27, width: 2 }, reason: { at: 29, width: 4 } }
  results: { "00": applied, "99": refused, "98": refused }
  reasons:
    "0007": { reason: too-late, text: "The order has left." }
  overdue: 2h
`;

const parties = `resource: parties
title: Party
fields:
  name: { type: string, maxLength: 40 }
  kind: { type: enum, values: [dealer, private] }
  email: { type: string, nullable: true }
  active: { type: boolean }
  ownerId: { type: string, references: orders }
operations:
  create:
    input:
      name: required
      kind: required
      email: optional
      active: required
      ownerId: { required: true, exists: { where: { status: [open, onHold], express: false, note: "x" } } }
    results: { number: { type: string, maxLength: 10 }, balance: { type: decimal, precision: 9, scale: 2 } }
    order: { by: "parties/{name}" }
    drop: { channel: inbox, layout: new-parties }
`;

const newParties = `layout: new-parties
format: csv
delimiter: "\\t"
columnRow: true
encoding: utf-8
timezone: UTC
file: "P{sequence}.csv"
sequence: { to: 999 }
record:
  - { name: NAME, from: name, maxLength: 40 }
  - { name: KIND, from: kind, codes: { dealer: "D", private: "P" } }
  - { name: EMAIL, from: email, absent: "", "null": "NONE" }
  - { name: ACTIVE, from: active, whenTrue: "J", whenFalse: "N" }
  - { name: OWNER, from: ownerId }
trailer: "#{count}"
acknowledgement:
  file: "P{sequence}.ack"
  match: business-key
  businessKey: name
  format: csv
  delimiter: ","
  columns: { key: 1, result: 2, message: 5 }
  outputs: { number: 3, balance: 4 }
  results: { ok: applied, no: refused }
  overdue: 30m
`;

const counts = `resource: counts
title: Count
fields:
  countedAt: { type: time }
  ref: { type: uuid }
children:
  items:
    max: 10
    fields: { itemId: { type: string }, quantity: { type: integer } }
operations:
  create:
    input: { countedAt: required, ref: required, items: { min: 1, fields: { itemId: required, quantity: required } } }
    drop:
      channel: share
      layout: counts
      verify: { source: replica, view: api.Orders, match: { EXTREF: $command.id } }
`;

const countsLayout = `layout: counts
format: xml
encoding: utf-8
timezone: UTC
file: "C{date:yyyy-mm-dd}-{sequence}.xml"
sequence: { to: 99 }
root: { element: Counts, attributes: { day: "{date:dd/mm/yyyy}", n: "{count}", sum: "{total(items.quantity)}" } }
element: Count
record:
  - { attribute: at, from: countedAt, format: "hh:mm:ss" }
  - { element: Ref, from: ref, maxLength: 36 }
lists:
  items:
    element: Item
    record:
      - { attribute: no, from: items.itemId }
      - { element: Quantity, from: items.quantity, signed: true }
acknowledgement: none
`;

const withChannels = broken('facade.yaml', 'protection:\n', `${inbox}${calendar}protection:\n`, writingTexts);

/** The texts of a facade that reads, calls procedures and drops files. */
export const droppingTexts: Texts = {
  ...withChannels,
  'resources/orders.yaml': `${withChannels['resources/orders.yaml'] ?? ''}${correct}`,
  'resources/parties.yaml': parties,
  'resources/counts.yaml': counts,
  'layouts/corrections.yaml': corrections,
  'layouts/new-parties.yaml': newParties,
  'layouts/counts.yaml': countsLayout,
};

/** The drop that does an operation. Throws when none does. */
export function dropOf(catalogue: Catalogue, operation: string): DropBinding {
  const delivery = catalogue.commandBindings.get(operation)?.delivery;
  if (delivery?.kind !== 'drop') throw new Error(`no drop does ${operation}`);
  return delivery;
}
