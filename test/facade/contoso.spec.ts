// The demo facade: it loads without a fault, and shows every feature of the format.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import type { FieldBinding } from '../../src/facade/binding.js';
import { loadFacade } from '../../src/facade/loading/load-facade.js';
import { renderFaults } from '../../src/facade/loading/render-faults.js';
import { contosoEnvironment } from './contoso-environment.js';

const folder = fileURLToPath(new URL('../../facades/contoso', import.meta.url));
const outcome = loadFacade(folder, contosoEnvironment);

const catalogue = outcome.ok ? outcome.value : undefined;
const bindings = [...(catalogue?.bindings.values() ?? [])];
const fieldBindings: readonly FieldBinding[] = bindings.flatMap(({ fields, children }) => [
  ...fields,
  ...children.flatMap((child) => child.fields),
]);
const fields = [...(catalogue?.resources.values() ?? [])].flatMap((resource) => resource.fields);

describe('the demo facade', () => {
  it('loads without a fault or a warning', () => {
    expect(renderFaults(outcome.ok ? outcome.warnings : outcome.faults)).toBe('0 errors, 0 warnings');
  });

  it('offers at least 14 operations on at least 7 resources', () => {
    expect(catalogue?.resources.size).toBeGreaterThanOrEqual(7);
    expect(catalogue?.versions[0]?.operations.length).toBeGreaterThanOrEqual(14);
  });

  it('uses every type of field', () => {
    const kinds = new Set(fields.map((field) => field.type.kind));
    const all = [
      'binary',
      'boolean',
      'date',
      'decimal',
      'enum',
      'instant',
      'integer',
      'long',
      'string',
      'time',
      'uuid',
    ];
    expect([...kinds].sort()).toEqual(all);
  });

  it('uses every way in which a field is realised, and every policy for misfits', () => {
    const kinds = fieldBindings.map(({ source }) => (source.kind === 'column' ? source.format.kind : source.kind));
    const all = ['codes', 'constant', 'dateAndTime', 'flags', 'local', 'parts', 'plain', 'yyyymmdd'];
    expect([...new Set(kinds)].sort()).toEqual(all);
    expect([...new Set(fieldBindings.map((binding) => binding.misfit))].sort()).toEqual(['mask', 'refuse', 'skip']);
  });

  it('embeds children, hides deleted rows, refers between resources and knows its age', () => {
    const children = bindings.flatMap((binding) =>
      binding.children.map((child) => `${binding.resource}.${child.child}`),
    );
    expect(children.sort()).toEqual(['customers.addresses', 'invoices.lines', 'orders.lines']);
    expect(bindings.every((binding) => binding.rows.some(({ column }) => column.name === 'DELFLG'))).toBe(true);
    expect(fields.some((field) => field.references !== undefined)).toBe(true);
    expect(catalogue?.sources.get('replica')?.watermark?.timezone).toBe('Europe/Copenhagen');
  });

  it('leaves the ERP alone at night', () => {
    const nightly = { name: 'nightly batch', days: [1, 2, 3, 4, 5, 6, 7], from: '01:00', to: '02:30' };
    const windows = [{ ...nightly, reads: 'open', writes: 'hold' }];
    expect(catalogue?.calendar).toEqual({ timezone: 'Europe/Copenhagen', windows });
  });

  it('describes every field by an example', () => {
    expect(fields.filter((field) => field.example === undefined).map((field) => field.name)).toEqual([]);
  });
});
