// The table leaves nothing out: every operation has a row, and every row says which lane, how long, and how old.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { contosoCatalogue } from '../../../test/support/protection/protected-contoso.js';
import type { Catalogue } from '../../facade/catalogue.js';
import { protectionView } from './protection-view.js';

const catalogue = contosoCatalogue();
const view = protectionView(catalogue, undefined, 0);
const rowOf = (operation: string) => view.operations.find((row) => row.operation === operation);

/** What the published document says can be done, commands aside: those are of the gateway itself. */
function publishedOperations(): readonly string[] {
  const text = readFileSync('openapi/v1.yaml', 'utf8');
  return [...text.matchAll(/^ +operationId: ([a-z-]+\.[a-zA-Z-]+)$/gm)]
    .map(([, id = '']) => id)
    .filter((id) => !id.startsWith('commands.'));
}

describe('the protection of the demo facade', () => {
  it('has one row for every operation that is published', () => {
    expect(publishedOperations().length).toBeGreaterThan(20);
    expect(view.operations.map(({ operation }) => operation).sort()).toEqual([...publishedOperations()].sort());
  });

  it('has a lane with limits and a breaker behind every row', () => {
    const lanes = new Map(view.lanes.map((lane) => [lane.lane, lane]));
    for (const { operation, lane, asks, kind } of view.operations) {
      const own = lanes.get(lane);
      expect([operation, own?.kind]).toEqual([operation, kind === 'read' ? 'source' : 'channel']);
      expect([operation, own?.breaker?.limits]).toEqual([operation, expect.objectContaining({ openMs: 5_000 })]);
      for (const other of asks) expect([operation, other, lanes.has(other)]).toEqual([operation, other, true]);
    }
  });

  it('says of every read how old an answer may be and how long a caller waits, and of every write how often it is tried', () => {
    for (const { operation, kind, freshness, deadlineMs, tries } of view.operations) {
      const told = [operation, freshness !== null, deadlineMs !== null, tries];
      expect(told).toEqual(kind === 'read' ? [operation, true, true, 2] : [operation, false, false, 8]);
    }
  });

  it('names the other lanes an operation asks in: for what it refers to, and for what became of it', () => {
    expect(rowOf('orders.create')).toMatchObject({ lane: 'procedures', queue: 'procedures', asks: ['replica'] });
    expect(rowOf('orders.amend')).toMatchObject({ lane: 'inbox', queue: 'inbox/order-amendments' });
    expect(rowOf('orders.list')).toMatchObject({ lane: 'replica', queue: null, asks: [] });
  });

  it('says nothing of the present where no gateway was asked', () => {
    expect(view.cache ?? view.overload ?? view.readsClosed).toBeNull();
    expect(view.lanes.map(({ now, breaker }) => now ?? breaker?.state)).toEqual(view.lanes.map(() => null));
    expect([...view.operations.map(({ kept }) => kept), ...view.plans.map(({ now }) => now)]).toEqual(
      [...view.operations, ...view.plans].map(() => null),
    );
  });
});

describe('the table', () => {
  it('shows an operation of two versions once', () => {
    const [first] = catalogue.versions;
    if (first === undefined) throw new Error('no version');
    const twice: Catalogue = { ...catalogue, versions: [first, { ...first, name: 'v2' }] };
    expect(protectionView(twice, undefined, 0).operations).toEqual(view.operations);
  });

  it('names the fields that keep an answer from being kept, those of lists only where the list is shown', () => {
    const orders = catalogue.resources.get('orders');
    if (orders === undefined) throw new Error('no orders');
    const never = <Named extends { readonly name: string }>(fields: readonly Named[], name: string) =>
      fields.map((field) => (field.name === name ? { ...field, neverCached: true as const } : field));
    const children = orders.children.map((child) => ({ ...child, fields: never(child.fields, 'text') }));
    const changed = { ...orders, fields: never(orders.fields, 'note'), children };
    const rows = protectionView({ ...catalogue, resources: new Map([['orders', changed]]) }, undefined, 0).operations;
    const neverOf = (id: string) => rows.find(({ operation }) => operation === id)?.neverCached;
    expect([neverOf('orders.list'), neverOf('orders.get')]).toEqual([['note'], ['note', 'lines.text']]);
  });
});
