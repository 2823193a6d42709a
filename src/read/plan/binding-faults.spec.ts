// A facade that could fail on a request must not start; it is told everything at once.
import { describe, expect, it } from '@jest/globals';
import { orderFacade } from '../../../test/support/read/order-facade.js';
import type { FieldBinding, ResourceBinding } from '../../facade/binding.js';
import type { Catalogue } from '../../facade/catalogue.js';
import { bindingFaults } from './binding-faults.js';
import { PreparedReads } from './prepared-reads.js';

function withBinding(change: (binding: ResourceBinding) => Partial<ResourceBinding>): Catalogue {
  const orders = orderFacade.bindings.get('orders') as ResourceBinding;
  return { ...orderFacade, bindings: new Map([...orderFacade.bindings, ['orders', { ...orders, ...change(orders) }]]) };
}

function withOperation(id: string, change: object): Catalogue {
  const versions = orderFacade.versions.map((version) => ({
    ...version,
    operations: version.operations.map((operation) => (operation.id === id ? { ...operation, ...change } : operation)),
  }));
  return { ...orderFacade, versions };
}

describe('a catalogue', () => {
  it('that can be served has no faults', () => {
    expect(bindingFaults(orderFacade)).toEqual([]);
  });

  it('is told of every field that cannot be bound', () => {
    const masked = (field: FieldBinding): FieldBinding =>
      field.field === 'total' ? { ...field, misfit: 'mask' } : field;
    const broken = withBinding(({ fields, children }) => ({
      fields: fields.filter(({ field }) => field !== 'id').map(masked),
      children: children.map((child) => ({ ...child, misfit: 'mask' })),
    }));
    expect(bindingFaults(broken)).toEqual([
      'orders.id: is not bound',
      'orders.total: what is masked is shown as null, so the field must be nullable',
      'orders.lines: a list of children cannot be masked; say refuse or skip',
    ]);
    expect(() => new PreparedReads(broken)).toThrow(/orders\.id: is not bound\norders\.total/);
  });

  it('is told of filters and orders that its columns cannot do', () => {
    const broken = withOperation('orders.list', {
      filters: [{ field: 'status', operators: ['eq', 'gte', 'contains'] }],
      sort: ['status', 'id'],
    });
    expect(bindingFaults(broken)).toEqual([
      'v1 orders.list: status cannot be filtered with gte; possible: eq, ne, in, isNull',
      'v1 orders.list: status cannot be filtered with contains; possible: eq, ne, in, isNull',
      'v1 orders.list: cannot be sorted by status: its legacy values are in another order, or too long',
    ]);
  });
});
