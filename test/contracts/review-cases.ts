// Cases of the contract of review items.
import { expect, it } from '@jest/globals';
import { at, idOf } from './ledger-sample.js';
import { reviewOf } from './review-sample.js';
import type { Within } from './store-fixture.js';

const DECISION = { by: 'operator', reason: 'a test file of the ERP desk', at: at(50) };

export function reviewCases(within: Within): void {
  it('keeps items exactly as they came, newest first', () =>
    within(async ({ reviews }) => {
      const about = reviewOf(2, { kind: 'contradiction', commandId: idOf(2) });
      expect(await reviews.put([reviewOf(1), about])).toBe(2);
      expect(await reviews.list({ open: true, limit: 9 })).toEqual([about, reviewOf(1)]);
    }));

  it('keeps the same item once, however often it is found', () =>
    within(async ({ reviews }) => {
      await reviews.put([reviewOf(1), reviewOf(1)]);
      const again = reviewOf(1, { foundAt: at(90), detail: 'found again' });
      expect(await reviews.put([again, reviewOf(2)])).toBe(1);
      expect(await reviews.put([])).toBe(0);
      expect(await reviews.list({ open: true, limit: 9 })).toEqual([reviewOf(2), reviewOf(1)]);
    }));

  it('closes an open one once, and leaves it closed when it is found again', () =>
    within(async ({ reviews }) => {
      await reviews.put([reviewOf(1), reviewOf(2)]);
      expect(await reviews.close('review-1', DECISION)).toBe(true);
      expect(await reviews.close('review-1', { ...DECISION, by: 'another' })).toBe(false);
      expect(await reviews.close('review-9', DECISION)).toBe(false);
      await reviews.put([reviewOf(1)]);
      expect(await reviews.list({ open: true, limit: 9 })).toEqual([reviewOf(2)]);
    }));

  it('lists open ones before closed ones when both are asked for, and no more than wanted', () =>
    within(async ({ reviews }) => {
      await reviews.put([reviewOf(1), reviewOf(2), reviewOf(3), reviewOf(4)]);
      await reviews.close('review-4', DECISION);
      await reviews.close('review-2', DECISION);
      const all = await reviews.list({ open: false, limit: 9 });
      expect(all.map(({ id }) => id)).toEqual(['review-3', 'review-1', 'review-4', 'review-2']);
      expect(all[2]).toEqual(reviewOf(4, { closed: DECISION }));
      expect(await reviews.list({ open: false, limit: 3 })).toHaveLength(3);
      expect(await reviews.list({ open: true, limit: 1 })).toEqual([reviewOf(3)]);
    }));

  it('orders by moments and not by their spelling', () =>
    within(async ({ reviews }) => {
      const west = reviewOf(1, { foundAt: '2026-11-20T07:00:30-05:00' });
      await reviews.put([reviewOf(2), west, reviewOf(3)]);
      const found = await reviews.list({ open: true, limit: 9 });
      expect(found.map(({ id }) => id)).toEqual(['review-1', 'review-3', 'review-2']);
    }));

  it('asks for a person and a reason, both at once', () =>
    within(async ({ reviews }) => {
      await reviews.put([reviewOf(1)]);
      const closing = reviews.close('review-1', { by: ' ', reason: '', at: at(1) });
      await expect(closing).rejects.toThrow('A review item is closed by saying who decided and why.');
      expect(await reviews.list({ open: true, limit: 9 })).toHaveLength(1);
    }));
}
