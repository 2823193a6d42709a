// What the demo facade lets callers do: loads, realised by the sanctioned procedures, with every refusal named.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { loadFacade } from '../../src/facade/loading/load-facade.js';
import { lockedProceduresIn, lockedShapesIn, surveyFacade } from '../../src/facade/loading/survey-facade.js';
import { renderShapeLock } from '../../src/facade/shapes/render-shape-lock.js';
import { effectGuarantees } from '../../src/facade/writing/effect-guarantees.js';

const folder = fileURLToPath(new URL('../../facades/contoso', import.meta.url));
const environment = { lookup: () => 'mssql://localhost', readSecretFile: () => '' };
const outcome = loadFacade(folder, environment);
if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults, null, 1));
const catalogue = outcome.value;
const binding = (id: string) => catalogue.commandBindings.get(id);

describe('what the demo facade writes', () => {
  it('is a create, a change and an action, each offered and bound', () => {
    const writes = catalogue.versions[0]?.writes ?? [];
    expect(writes.map(({ id, kind }) => `${kind} ${id}`).sort()).toEqual([
      'action orders.release',
      'change customers.amend',
      'create orders.create',
    ]);
    expect([...catalogue.commandBindings.keys()].sort()).toEqual(writes.map(({ id }) => id).sort());
  });

  it('reaches the ERP in order: orders of one customer, changes of one record', () => {
    const text = (id: string) =>
      binding(id)
        ?.order.by.map((part) => ('text' in part ? part.text : `{${part.kind === 'field' ? part.field : part.kind}}`))
        .join('');
    expect(['orders.create', 'orders.release', 'customers.amend'].map(text)).toEqual([
      'customers/{customerId}',
      'orders/{key}',
      'customers/{key}',
    ]);
  });

  it('calls a procedure with every parameter in the order of its declaration', () => {
    const char = (name: string, length: number) => ({ name, type: `char(${length})`, nullable: true });
    const reference = { name: 'Ref', type: 'varchar(26)', nullable: true };
    expect(binding('orders.create')?.delivery.parameters).toEqual([
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
    expect(binding('orders.release')?.delivery.parameters.at(-1)).toEqual({
      kind: 'output',
      parameter: char('Status', 1),
    });
  });

  it('promises exactly once only where the ERP keeps the id of the command', () => {
    expect(effectGuarantees(catalogue).map(({ operation, guarantee }) => `${operation} ${guarantee}`)).toEqual([
      'customers.amend at-most-once-with-review',
      'orders.create exactly-once',
      'orders.release at-most-once-with-review',
    ]);
  });

  it('names every return code and error that the procedures of the ERP are documented to have', () => {
    const readme = readFileSync(`${folder}/../../demo/README.md`, 'utf8');
    const rows = [...readme.matchAll(/^\| (?:returns )?(\d+) +\| ((?:[A-Z]\w+(?:, )?)+) +\|/gm)];
    const documented = rows.flatMap(([, number, procedures = '']) =>
      procedures.split(', ').map((procedure) => `erp.${procedure} ${number}`),
    );
    const declared = [...catalogue.commandBindings.values()].flatMap(({ delivery }) =>
      [...delivery.returns.keys(), ...delivery.refusals.keys()].map(
        (number) => `erp.${delivery.procedure.name} ${number}`,
      ),
    );
    expect(documented.length).toBeGreaterThan(10);
    expect(declared.sort()).toEqual(documented.sort());
  });

  it('has a row of protection for its channel', () => {
    expect(catalogue.lanes.get('procedures')).toEqual({
      ...{ concurrency: 2, queue: 64, waitMs: 1000, timeoutMs: 30_000 },
      retry: { attempts: 8, firstBackoffMs: 1000, longestBackoffMs: 300_000 },
    });
  });

  it('is surveyed with the procedures of each channel, and its lock is as the gateway would write it', () => {
    const survey = surveyFacade(folder, environment);
    expect(survey.ok && survey.value.procedures.get('procedures')?.map(({ name }) => name)).toEqual([
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
