// What a write takes and what a command shows: bounded everywhere, nothing unnamed, every value writable as it is read.
import { describe, expect, it } from '@jest/globals';
import { catalogueOf, writingTexts } from '../../../test/facade/writing-facade.js';
import type { Resource, WriteOperation } from '../contract.js';
import { commandPageSchema, commandSchema } from './command-schema.js';
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

function allOf(schema: JsonSchema): readonly JsonSchema[] {
  const inner = [
    ...Object.values(schema.properties ?? {}),
    ...(schema.items === undefined ? [] : [schema.items]),
    ...(schema.anyOf ?? []),
  ];
  return [schema, ...inner.flatMap(allOf)];
}

function lacks(schema: JsonSchema): readonly string[] {
  const is = (type: string): boolean => [schema.type].flat().includes(type);
  const need = (...keywords: (keyof JsonSchema)[]): readonly string[] =>
    keywords.filter((keyword) => schema[keyword] === undefined);
  if (is('array')) return need('maxItems', 'items');
  if (is('integer')) return need('minimum', 'maximum', 'format');
  if (is('object')) return need('properties', 'required', 'additionalProperties');
  if (is('string') && schema.enum === undefined)
    return [...need('maxLength'), ...(schema.format === undefined ? need('pattern') : [])];
  return [];
}

describe('every schema of a write', () => {
  const everything = [...writes.map((write) => inputSchema(resource, write)), commandPageSchema(writes)];

  it('bounds its strings, lists, numbers and objects, and is valid JSON Schema with true examples', () => {
    expect(everything.flatMap(allOf).flatMap((schema) => lacks(schema).map((lack) => [lack, schema]))).toEqual([]);
    for (const schema of everything.flatMap(allOf)) {
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

describe('a command', () => {
  const step = { at: '2026-12-01T08:15:00Z', status: 'accepted' };
  const command = {
    id: '01JE0M5K3VZ8Q4R2T6W9X1Y0AB',
    operation: 'orders.create',
    status: 'accepted',
    acceptedAt: '2026-12-01T08:15:00Z',
    changedAt: '2026-12-01T08:15:00.123Z',
    history: [step],
    waitingFor: null,
    result: null,
    problem: null,
    links: { self: '/v1/commands/01JE0M5K3VZ8Q4R2T6W9X1Y0AB', resource: null },
  };
  const check = compileSchema(commandSchema(writes));

  it('is shown on its way, done and refused', () => {
    const done = { ...command, status: 'succeeded', result: { id: 'SO-1' } };
    const refused = { ...command, status: 'refused', problem: { reason: 'on-hold', text: 'The customer is on hold.' } };
    expect([command, done, refused].map(check)).toEqual([true, true, true]);
    expect(compileSchema(commandPageSchema(writes))({ data: [command], page: { limit: 50, next: null } })).toBe(true);
  });

  it('shows no state of the inside, no result that nobody declared and nothing else', () => {
    const wrong = [
      { ...command, status: 'unknown' },
      { ...command, history: [{ ...step, by: 'someone' }] },
      { ...command, result: { ordno: 'x' } },
      { ...command, attempts: 3 },
    ];
    expect(wrong.map(check)).toEqual([false, false, false, false]);
  });

  it('may have results of one name and several types', () => {
    const other = named('orders.cancel');
    const numbered = {
      ...other,
      results: [{ name: 'id', type: { kind: 'boolean' as const }, nullable: true, sensitive: false }],
    };
    const both = compileSchema(commandSchema([named('orders.create'), numbered]));
    expect(['SO-1', true, null, 5].map((id) => both({ ...command, result: { id } }))).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });
});
