// Review items for contracts.
import type { ReviewItem } from '../../src/write/drops/review.port.js';
import { at } from './ledger-sample.js';

/** An item: its number, and whatever the test is about. */
export function reviewOf(number: number, wanted: Partial<ReviewItem> = {}): ReviewItem {
  return {
    id: `review-${number}`,
    kind: 'unknown-command',
    queue: 'inbox/amendments',
    fileName: 'AMD.ack',
    line: number,
    detail: `no command is called ${number}`,
    foundAt: at(number),
    ...wanted,
  };
}
