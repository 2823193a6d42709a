// Deliveries to the procedures of the demonstration's ERP, and what the server says of their parameters.
import { randomBytes } from 'node:crypto';
import type { Column } from '../../src/facade/binding.js';
import type { DeliveryParameter, ProcedureDelivery } from '../../src/legacy/delivery.js';
import type { LegacyValue } from '../../src/legacy/legacy-value.js';
import type { ProcedureShape } from '../../src/legacy/procedure-shape.js';

export const CUSTOMER = 'C10001';
export const CUSTOMER_ON_HOLD = 'C10002';
/** Has a credit limit and a balance of zero. */
export const CUSTOMER_WITH_LIMIT = 'C10005';
export const ITEM = 'BRG-00001';
export const DEAR_ITEM = 'FIT-00003';

export const SUBMIT_ORDER = { schema: 'erp', name: 'SubmitOrder' };
export const RELEASE_ORDER = { schema: 'erp', name: 'ReleaseOrder' };
export const SET_CREDIT_LIMIT = { schema: 'erp', name: 'SetCreditLimit' };
export const CREDIT_LIMIT_OUTCOME = { schema: 'erp', name: 'CreditLimitOutcome' };

const column = (name: string, type: string): Column => ({ name, type, nullable: true });
const scalar = (name: string, type: string, output = false): ProcedureShape['parameters'][number] => ({
  kind: 'scalar',
  parameter: column(name, type),
  output,
});

const LINES = {
  name: 'Lines',
  type: { schema: 'erp', name: 'OrderLineList' },
  columns: [column('ITEMNO', 'char(15)'), column('QTY', 'decimal(11,3)')],
};

/** The declarations, as the ERP's catalogue shows them. */
export const SHAPES: readonly ProcedureShape[] = [
  {
    procedure: SUBMIT_ORDER,
    parameters: [
      scalar('CustNo', 'char(10)'),
      scalar('Cur', 'char(3)'),
      { kind: 'table', ...LINES },
      scalar('Ref', 'varchar(26)'),
      scalar('Note', 'varchar(40)'),
      scalar('OrdNo', 'char(12)', true),
    ],
  },
  {
    procedure: RELEASE_ORDER,
    parameters: [scalar('OrdNo', 'char(12)'), scalar('Ref', 'varchar(26)'), scalar('Status', 'char(1)', true)],
  },
  {
    procedure: SET_CREDIT_LIMIT,
    parameters: [
      scalar('CustNo', 'char(10)'),
      scalar('CrdLim', 'money'),
      scalar('Ref', 'varchar(26)'),
      scalar('SeenVer', 'binary(8)'),
      scalar('OldLim', 'money', true),
    ],
  },
  {
    procedure: CREDIT_LIMIT_OUTCOME,
    parameters: [scalar('Ref', 'varchar(26)'), scalar('Outcome', 'char(1)', true), scalar('OldLim', 'money', true)],
  },
];

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A command id that nobody has used: 26 characters, as a ULID. */
export function commandId(): string {
  return Array.from(randomBytes(26), (byte) => ALPHABET.charAt(byte % 32)).join('');
}

const input = (name: string, type: string, value: LegacyValue): DeliveryParameter => ({
  kind: 'input',
  parameter: column(name, type),
  value,
});
const output = (name: string, type: string): DeliveryParameter => ({ kind: 'output', parameter: column(name, type) });

export interface Order {
  readonly customer?: string;
  readonly note?: string | null;
  readonly lines?: readonly (readonly [item: string, quantity: string])[];
  /** Numbers declared as refusals. */
  readonly refusals?: readonly number[];
}

/** A new order; its command id is its reference. */
export function submitOrder(order: Order = {}): ProcedureDelivery {
  const { customer = CUSTOMER, note = null, lines = [[ITEM, '1.000']], refusals = [50010] } = order;
  const id = commandId();
  return {
    commandId: id,
    operation: 'orders.create',
    procedure: SUBMIT_ORDER,
    refusalNumbers: new Set(refusals),
    parameters: [
      input('CustNo', 'char(10)', customer),
      input('Cur', 'char(3)', 'DKK'),
      { kind: 'table', ...LINES, rows: lines },
      input('Ref', 'varchar(26)', id),
      input('Note', 'varchar(40)', note),
      output('OrdNo', 'char(12)'),
    ],
  };
}

export function releaseOrder(order: string): ProcedureDelivery {
  const id = commandId();
  return {
    commandId: id,
    operation: 'orders.release',
    procedure: RELEASE_ORDER,
    refusalNumbers: new Set([50020, 50021]),
    parameters: [input('OrdNo', 'char(12)', order), input('Ref', 'varchar(26)', id), output('Status', 'char(1)')],
  };
}

export function setCreditLimit(limit: string | null, customer = CUSTOMER_WITH_LIMIT): ProcedureDelivery {
  const id = commandId();
  return {
    commandId: id,
    operation: 'customers.setCreditLimit',
    procedure: SET_CREDIT_LIMIT,
    refusalNumbers: new Set([50012, 50030]),
    parameters: [
      input('CustNo', 'char(10)', customer),
      input('CrdLim', 'money', limit),
      input('Ref', 'varchar(26)', id),
      output('OldLim', 'money'),
    ],
  };
}

/** Asks whether a credit limit was set under a reference. */
export function creditLimitOutcome(reference: string | null): ProcedureDelivery {
  return {
    commandId: reference ?? commandId(),
    operation: 'customers.setCreditLimit',
    procedure: CREDIT_LIMIT_OUTCOME,
    refusalNumbers: new Set(),
    parameters: [input('Ref', 'varchar(26)', reference), output('Outcome', 'char(1)'), output('OldLim', 'money')],
  };
}
