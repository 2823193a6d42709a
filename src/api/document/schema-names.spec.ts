// Names in the API document follow from the resource's name alone, and read well in generated code.
import { describe, expect, it } from '@jest/globals';
import { schemaNames } from './schema-names.js';

const namesOf = (name: string) => schemaNames({ name, title: name, key: 'id', fields: [], children: [] });

describe('schema names', () => {
  it.each([
    ['orders', 'Order'],
    ['stock-levels', 'StockLevel'],
    ['price-list-entries', 'PriceListEntry'],
    ['addresses', 'Address'],
    ['boxes', 'Box'],
    ['invoices', 'Invoice'],
    ['warehouses', 'Warehouse'],
    ['days', 'Day'],
    ['staff', 'Staff'],
  ])('of %s start with %s', (resource, one) => {
    expect(namesOf(resource)).toEqual({ one, listItem: `${one}ListItem`, page: `${one}Page` });
  });

  it('of a list of prices and of a price list differ', () => {
    const all = ['prices', 'price-lists'].flatMap((resource) => Object.values<string>({ ...namesOf(resource) }));
    expect(new Set(all).size).toBe(6);
  });

  it('never take a name the document needs itself', () => {
    expect(namesOf('problems').one).toBe('ProblemRecord');
  });
});
