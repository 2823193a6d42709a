// The description of an operation: one schema for validation and document, bounded everywhere, true for what is sent.
import { describe, expect, it } from '@jest/globals';
import { orderFacade } from '../../../test/support/read/order-facade.js';
import { bodyOf, lineRow, orderRow, readBench } from '../../../test/support/read/read-bench.js';
import { missingBounds, schemasIn } from '../../../test/support/schemas/missing-bounds.js';
import type { FieldType, ListOperation, Operation, Resource } from '../contract.js';
import { compileSchema } from './compile-schema.js';
import { exampleOf, fieldSchema, typeSchema } from './field-schema.js';
import { filterExpectation } from './filter-schema.js';
import { queryParameters } from './query-parameters.js';
import { itemSchema, listSchema } from './resource-schema.js';

const operations = orderFacade.versions[0]?.operations ?? [];
const resourceOf = (operation: Operation): Resource => orderFacade.resources.get(operation.resource) as Resource;
const listNamed = (id: string): ListOperation => operations.find((operation) => operation.id === id) as ListOperation;

const TYPES: readonly FieldType[] = [
  { kind: 'string' },
  { kind: 'string', maxLength: 5, pattern: '^[A-Z]+$' },
  { kind: 'integer' },
  { kind: 'integer', minimum: 5, maximum: 9 },
  { kind: 'long' },
  { kind: 'decimal', precision: 15, scale: 2 },
  { kind: 'decimal', precision: 4, scale: 4 },
  { kind: 'decimal', precision: 4, scale: 0 },
  { kind: 'boolean' },
  { kind: 'date' },
  { kind: 'time' },
  { kind: 'instant' },
  { kind: 'uuid' },
  { kind: 'binary', maxBytes: 100 },
  { kind: 'enum', values: ['open', 'held'] },
];

describe('every schema', () => {
  const answers = operations.map((operation) =>
    operation.kind === 'list'
      ? listSchema(resourceOf(operation), operation)
      : itemSchema(resourceOf(operation), operation),
  );
  const parameters = operations.flatMap((operation) =>
    queryParameters(resourceOf(operation), operation).map(({ schema }) => schema),
  );
  const filters = TYPES.flatMap((type) => [
    filterExpectation(type, 'eq').schema,
    filterExpectation(type, 'contains').schema,
  ]);
  const everything = [...answers, ...parameters, ...filters, ...TYPES.map(typeSchema)];

  it('bounds its strings, arrays, numbers and objects', () => {
    const bad = everything.flatMap(schemasIn).filter((schema) => missingBounds(schema).length > 0);
    expect(bad.map((schema) => [schema, missingBounds(schema)])).toEqual([]);
  });

  it('is valid JSON Schema 2020-12, and its examples are true', () => {
    for (const schema of everything) compileSchema(schema);
    for (const schema of everything.flatMap(schemasIn)) {
      const fits = compileSchema(schema);
      for (const example of schema.examples ?? [])
        expect({ schema, example, fits: fits(example) }).toMatchObject({ fits: true });
    }
  });

  it.each(TYPES)('of %o fits its example, and null only where the field may be null', (type) => {
    const field = { name: 'field', type, sensitive: false };
    const example = exampleOf(type);
    if (example !== undefined) expect(compileSchema(typeSchema(type))(example)).toBe(true);
    expect(compileSchema(fieldSchema({ ...field, nullable: true }))(null)).toBe(true);
    expect(compileSchema(fieldSchema({ ...field, nullable: false }))(null)).toBe(false);
  });
});

describe('the schema of an answer', () => {
  it('holds for what the read path sends', async () => {
    const orders = [
      orderRow(1, { ORDDAT: '0', CHGDAT: '20260329', CHGTIM: '23000' }),
      orderRow(2, { ORDTXT: 'Ærø' }),
      orderRow(3, { ORDSTS: '?' }),
    ];
    const { serve } = readBench({ Orders: orders, OrderLines: [lineRow(orderRow(2), 10)] });
    for (const query of ['', 'limit=1&count=exact', 'fields=total']) {
      const operation = listNamed('orders.list');
      expect(
        compileSchema(listSchema(resourceOf(operation), operation))(bodyOf(await serve(operation.id, query))),
      ).toBe(true);
    }
    const get = listNamed('orders.get');
    const one = bodyOf(await serve(get.id, '', { key: 'SO-000002' }));
    expect(compileSchema(itemSchema(resourceOf(get), get))(one)).toBe(true);
    expect(compileSchema(itemSchema(resourceOf(get), get))({ ...(one as object), ORDNO: 1 })).toBe(false);
  });

  it('requires every member, or only the key where callers may choose fields', () => {
    const orders = listNamed('orders.list');
    const stock = listNamed('stock-levels.list');
    expect(itemSchema(resourceOf(orders), orders).required).toEqual(['id']);
    expect(itemSchema(resourceOf(stock), stock).required).toEqual(['id', 'quantity']);
  });
});

describe('the parameters of a list', () => {
  it('are named literally, and are all there is', () => {
    const operation = listNamed('orders.list');
    const parameters = queryParameters(resourceOf(operation), operation);
    expect(parameters.map(({ name }) => name).join(' ')).toBe(
      'id id[in] customerId customerId[in] customerId[isNull] status status[in] status[ne] orderedOn orderedOn[gte] ' +
        'orderedOn[lt] total[gte] total[lte] note[contains] note[isNull] changedAt[gte] changedAt[lt] sort limit after count fields',
    );
  });
});
