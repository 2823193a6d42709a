// What the demo facade lets callers do: loads, realised by the sanctioned procedures, with every refusal named.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { loadFacade } from '../../src/facade/loading/load-facade.js';
import { lockedProceduresIn, lockedShapesIn, surveyFacade } from '../../src/facade/loading/survey-facade.js';
import { renderShapeLock } from '../../src/facade/shapes/render-shape-lock.js';
import { effectGuarantees } from '../../src/facade/writing/effect-guarantees.js';
import { contosoEnvironment } from './contoso-environment.js';
import { dropOf } from './dropping-facade.js';
import { procedureOf } from './writing-facade.js';

const folder = fileURLToPath(new URL('../../facades/contoso', import.meta.url));
const outcome = loadFacade(folder, contosoEnvironment);
if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults, null, 1));
const catalogue = outcome.value;
const binding = (id: string) => catalogue.commandBindings.get(id);

describe('what the demo facade writes', () => {
  it('is creates, changes and an action, each offered and bound', () => {
    const writes = catalogue.versions[0]?.writes ?? [];
    expect(writes.map(({ id, kind }) => `${kind} ${id}`).sort()).toEqual([
      'action orders.release',
      'change customers.amend',
      'change orders.amend',
      'create customers.create',
      'create orders.create',
      'create stock-counts.create',
    ]);
    expect([...catalogue.commandBindings.keys()].sort()).toEqual(writes.map(({ id }) => id).sort());
  });

  it('reaches the ERP in order: orders of one customer, changes of one record', () => {
    const text = (id: string) =>
      binding(id)
        ?.order.by.map((part) => ('text' in part ? part.text : `{${part.kind === 'field' ? part.field : part.kind}}`))
        .join('');
    expect([...catalogue.commandBindings.keys()].map((id) => `${id} ${text(id) ?? ''}`)).toEqual([
      'customers.create {commandId}',
      'customers.amend customers/{key}',
      'orders.create customers/{customerId}',
      'orders.amend orders/{key}',
      'orders.release orders/{key}',
      'stock-counts.create stock-counts/{warehouseId}',
    ]);
  });

  it('calls a procedure with every parameter in the order of its declaration', () => {
    const char = (name: string, length: number) => ({ name, type: `char(${length})`, nullable: true });
    const reference = { name: 'Ref', type: 'varchar(26)', nullable: true };
    expect(procedureOf(catalogue, 'orders.create').parameters).toEqual([
      { kind: 'input', parameter: char('CustNo', 10), value: { kind: 'field', field: 'customerId' } },
      { kind: 'input', parameter: char('Cur', 3), value: { kind: 'field', field: 'currency' } },
      {
        kind: 'table',
        name: 'Lines',
        type: { schema: 'erp', name: 'OrderLineList' },
        child: 'lines',
        columns: [
          { column: char('ITEMNO', 15), value: { kind: 'field', field: 'itemId' } },
          {
            column: { name: 'QTY', type: 'decimal(11,3)', nullable: true },
            value: { kind: 'field', field: 'quantity' },
          },
        ],
      },
      { kind: 'input', parameter: reference, value: { kind: 'commandId' } },
      {
        kind: 'input',
        parameter: { name: 'Note', type: 'varchar(40)', nullable: true },
        value: { kind: 'field', field: 'note' },
      },
      { kind: 'output', parameter: char('OrdNo', 12) },
    ]);
    // The release answers with a status letter that nobody needs; it is asked for all the same.
    expect(procedureOf(catalogue, 'orders.release').parameters.at(-1)).toEqual({
      kind: 'output',
      parameter: char('Status', 1),
    });
  });

  it('promises exactly once only where the ERP keeps the id of the command, or acknowledges a file by its name', () => {
    expect(effectGuarantees(catalogue).map(({ operation, guarantee }) => `${operation} ${guarantee}`)).toEqual([
      'customers.create exactly-once',
      'customers.amend exactly-once',
      'orders.create exactly-once',
      'orders.amend exactly-once',
      'orders.release at-most-once-with-review',
      'stock-counts.create exactly-once',
    ]);
  });

  it('names every return code and error that the procedures of the ERP are documented to have', () => {
    const readme = readFileSync(`${folder}/../../demo/README.md`, 'utf8');
    const rows = [...readme.matchAll(/^\| (?:returns )?(\d+) +\| ((?:[A-Z]\w+(?:, )?)+) +\|/gm)];
    const documented = rows.flatMap(([, number, procedures = '']) =>
      procedures.split(', ').map((procedure) => `erp.${procedure} ${number}`),
    );
    const declared = [...catalogue.commandBindings.values()].flatMap(({ delivery }) =>
      delivery.kind === 'drop'
        ? []
        : [...delivery.returns.keys(), ...delivery.refusals.keys()].map(
            (number) => `erp.${delivery.procedure.name} ${number}`,
          ),
    );
    expect(documented.length).toBeGreaterThan(10);
    expect(declared.sort()).toEqual(documented.sort());
  });

  it('drops a file of each format, with its own layout', () => {
    const drops = ['orders.amend', 'customers.create', 'stock-counts.create'].map((id) => dropOf(catalogue, id));
    expect(drops.map(({ channel, layout }) => [channel, layout.name, layout.format.kind, layout.encoding])).toEqual([
      ['inbox', 'order-amendments', 'fixed-width', 'windows-1252'],
      ['inbox', 'new-customers', 'csv', 'iso-8859-1'],
      ['inbox', 'stock-counts', 'xml', 'utf-8'],
    ]);
    const codes = drops[1]?.layout.record.find(({ name }) => name === 'CUSTTP')?.text;
    expect(codes?.kind === 'codes' && codes.rows.map(({ when, value }) => [value, ...when])).toEqual([
      ['dealer', 'D'],
      ['endCustomer', 'E'],
      ['publicSector', 'O'],
      ['internal', 'I'],
    ]);
  });

  it('asks at the door only whether the customer exists', () => {
    const asked = [...catalogue.commandBindings.values()].flatMap(({ operation, references }) =>
      references.map((rule) => ({ operation, ...rule })),
    );
    const rule = { field: 'customerId', resource: 'customers', where: [], strict: false };
    expect(asked).toEqual([{ operation: 'orders.create', ...rule }]);
  });

  it('has a row of protection for its channels', () => {
    expect(catalogue.lanes.get('procedures')).toMatchObject({
      ...{ concurrency: 2, queue: 64, waitMs: 1000, timeoutMs: 30_000 },
      retry: { attempts: 8, firstBackoffMs: 1000, longestBackoffMs: 300_000 },
    });
    expect(catalogue.lanes.get('inbox')).toMatchObject({ concurrency: 1, timeoutMs: 60_000 });
  });

  it('is surveyed with the procedures of each channel, and its lock is as the gateway would write it', () => {
    const survey = surveyFacade(folder, contosoEnvironment);
    expect(survey.ok && survey.value.procedures.get('procedures')?.map(({ name }) => name)).toEqual([
      'CreditLimitOutcome',
      'ReleaseOrder',
      'SetCreditLimit',
      'SubmitOrder',
    ]);
    expect(survey.ok && survey.value.channels.get('procedures')?.adapter).toBe('mssql');
    const text = readFileSync(`${folder}/shape.lock.yaml`, 'utf8');
    expect(parse(renderShapeLock(lockedShapesIn(folder), lockedProceduresIn(folder)))).toEqual(parse(text));
    expect(renderShapeLock(lockedShapesIn(folder), lockedProceduresIn(folder))).toBe(text);
  });
});
