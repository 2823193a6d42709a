// The small facade with writing operations: what every test of theirs starts from.
import type { ProcedureBinding } from '../../src/facade/binding-of-commands.js';
import type { Catalogue } from '../../src/facade/catalogue.js';
import { broken, loadSmall, smallTexts } from './small-facade.js';
import type { Texts } from './small-facade.js';

const operations = `  create:
    title: Order something
    input:
      customerId: required
      status: optional
      requestedOn: optional
      lines: { min: 1, fields: { number: required, quantity: optional } }
    order: { by: "customers/{customerId}", whenParked: pass }
    procedure:
      channel: procedures
      name: erp.Order
      parameters:
        CustNo: customerId
        Sts: status.ORDSTS
        Hold: status.HOLD
        ReqDat: requestedOn
        Lines: { table: erp.LineList, columns: { NO: lines.number, QTY: lines.quantity, SRC: { constant: "G" } } }
        Ref: $command.id
      outputs: { id: OrdNo }
      returns:
        "4": { reason: limit, text: "Too much." }
      refusals:
        "50010": { reason: on-hold, text: "The customer is on hold." }
        "50011": { reason: limit, text: "Too much." }
      verify: { source: replica, view: api.Orders, match: { EXTREF: $command.id }, results: { id: ORDNO } }
  amend:
    method: PATCH
    input: { express: required, total: optional }
    procedure:
      channel: procedures
      name: erp.Amend
      parameters: { OrdNo: $key, Expr: express, Tot: total, Ref: $command.id }
      verify: none
  cancel:
    method: POST
    results: { charge: { type: decimal, precision: 9, scale: 2 } }
    procedure:
      channel: procedures
      name: erp.Cancel
      parameters: { OrdNo: $key }
      outputs: { charge: Charge }
      verify: none
`;

const channels = `channels:
  procedures:
    procedures:
      erp.Order:
        CustNo: char(10)
        Sts: char(3)
        Hold: char(1)
        ReqDat: decimal(8,0)
        Lines: table erp.LineList
        Ref: varchar(26)
        OrdNo: char(12) output
      erp.Amend: { OrdNo: char(12), Expr: char(1), Tot: money, Ref: varchar(26) }
      erp.Cancel: { OrdNo: char(12), Charge: "decimal(9,2) output" }
    tableTypes:
      erp.LineList: { NO: int not null, QTY: "decimal(11,3)", SRC: char(1) }
`;

const withRows = broken(
  'resources/orders.yaml',
  '- { when: ["O", null], value: onHold }\n        - { when: ["S", "*"], value: shipped }',
  '- { when: ["O", "J"], value: onHold }\n        - { when: ["S", "N"], value: shipped, write: true }\n        - { when: ["S", "*"], value: shipped }',
  smallTexts,
);
const withReference = broken(
  'shape.lock.yaml',
  '      DELFLG: char(1)\n',
  '      DELFLG: char(1)\n      EXTREF: varchar(26)\n',
  withRows,
);
const withChannel = broken(
  'facade.yaml',
  'protection:\n',
  'channels:\n  procedures: { adapter: mssql, url: "${ERP_URL}" }\nprotection:\n',
  withReference,
);

/** The texts of a facade that reads and writes. */
export const writingTexts: Texts = {
  ...withChannel,
  'resources/orders.yaml': `${withChannel['resources/orders.yaml'] ?? ''}${operations}`,
  'shape.lock.yaml': `${withChannel['shape.lock.yaml'] ?? ''}${channels}`,
};

/** The catalogue of these texts. Throws when they have an error. */
export function catalogueOf(texts: Texts): Catalogue {
  const outcome = loadSmall(texts);
  if (!outcome.ok) throw new Error(outcome.faults.map(({ path, message }) => `${path}: ${message}`).join('\n'));
  return outcome.value;
}

/** The procedure that does an operation. Throws when none does. */
export function procedureOf(catalogue: Catalogue, operation: string): ProcedureBinding {
  const delivery = catalogue.commandBindings.get(operation)?.delivery;
  if (delivery?.kind !== 'procedure') throw new Error(`no procedure does ${operation}`);
  return delivery;
}
