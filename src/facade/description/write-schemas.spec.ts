// What a write takes: bounded everywhere, nothing unnamed, every value writable as it is read.
import { describe, expect, it } from '@jest/globals';
import { catalogueOf, writingTexts } from '../../../test/facade/writing-facade.js';
import { missingBounds, schemasIn } from '../../../test/support/schemas/missing-bounds.js';
import type { Resource, WriteOperation } from '../contract.js';
import { compileSchema } from './compile-schema.js';
import { inputMediaType, inputSchema } from './input-schema.js';
import type { JsonSchema } from './json-schema.js';

const catalogue = catalogueOf(writingTexts);
const writes = catalogue.versions[0]?.writes ?? [];
const resource = catalogue.resources.get('orders') as Resource;
const named = (id: string): WriteOperation => writes.find((write) => write.id === id) as WriteOperation;
const schemaOf = (id: string): JsonSchema => inputSchema(resource, named(id));
const fits = (id: string) => compileSchema(schemaOf(id));
const order = { customerId: 'C1', lines: [{ number: 1 }] };

describe('every schema of a write', () => {
  const everything = writes.map((write) => inputSchema(resource, write));

  it('bounds its strings, lists, numbers and objects, and is valid JSON Schema with true examples', () => {
    expect(
      everything.flatMap(schemasIn).flatMap((schema) => missingBounds(schema).map((lack) => [lack, schema])),
    ).toEqual([]);
    for (const schema of everything.flatMap(schemasIn)) {
      const check = compileSchema(schema);
      for (const example of schema.examples ?? []) expect([example, check(example)]).toEqual([example, true]);
    }
  });
});

describe('the input of a create', () => {
  it('needs what is required and takes nothing that is not named', () => {
    expect(fits('orders.create')(order)).toBe(true);
    expect(fits('orders.create')({ ...order, status: 'open', requestedOn: null })).toBe(true);
    const wrong = [
      {},
      { lines: order.lines },
      { customerId: 'C1' },
      { ...order, customerId: '' },
      { ...order, customerId: null },
      { ...order, note: 'x' },
      { ...order, lines: [] },
      { ...order, lines: [{}] },
      { ...order, lines: [{ number: 1, price: '1' }] },
      { ...order, lines: Array.from({ length: 201 }, () => ({ number: 1 })) },
      { ...order, status: 'closed' },
      { ...order, requestedOn: '2026-02-31' },
    ];
    for (const body of wrong) expect([body, fits('orders.create')(body)]).toEqual([body, false]);
  });

  it('takes a decimal with fewer digits than answers show, and never with more', () => {
    const sent = (quantity: unknown) => fits('orders.create')({ ...order, lines: [{ number: 1, quantity }] });
    expect(['2', '2.5', '2.500', '-2.5'].map(sent)).toEqual([true, true, true, true]);
    expect(['2.5001', '123456789.0', '1e3', '', 2.5].map(sent)).toEqual([false, false, false, false, false]);
  });
});

describe('the input of a change', () => {
  it('is a merge patch', () => {
    expect(['orders.create', 'orders.amend', 'orders.cancel'].map((id) => inputMediaType(named(id)))).toEqual([
      'application/json',
      'application/merge-patch+json',
      'application/json',
    ]);
  });

  it('must change something', () => {
    const optional = { ...named('orders.amend'), fields: [{ field: 'express', required: false }] };
    const check = compileSchema(inputSchema(resource, optional));
    expect([check({}), check({ express: true })]).toEqual([false, true]);
  });
});

describe('the input of an action without input', () => {
  it('is an empty object', () => {
    expect([fits('orders.cancel')({}), fits('orders.cancel')({ reason: 'x' })]).toEqual([true, false]);
  });
});
