// Collects what acknowledgements said that cannot be believed, for people. It must never repeat a whole record of the
// ERP's, nor grow without bound: a file of a million wrong lines is one thing to look at, not a million.
import { createHash } from 'node:crypto';
import type { ReviewKind } from '../../observability/observation-of-drops.js';
import type { ReviewItem } from '../drops/review.port.js';

/** Items kept of one file; how many more there were is said in one item of its own. */
const MOST_ITEMS = 500;
const LONGEST_DETAIL = 500;
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/** One thing that was found. */
export interface Finding {
  readonly kind: ReviewKind;
  readonly line: number;
  readonly detail: string;
  readonly commandId?: string;
}

/** The items of one file. */
export class ReviewItems {
  readonly #items: ReviewItem[] = [];
  #more = 0;

  constructor(
    private readonly queue: string,
    private readonly fileName: string,
    private readonly foundAt: string,
  ) {}

  /** All that were found, those beyond the bound included. */
  get count(): number {
    return this.#items.length + this.#more;
  }

  /** True once another one would only be counted. */
  get isFull(): boolean {
    return this.#items.length >= MOST_ITEMS;
  }

  add(finding: Finding): void {
    if (this.isFull) this.#more += 1;
    else this.#items.push(this.#item(finding));
  }

  /** What goes to the reviews. */
  items(): readonly ReviewItem[] {
    if (this.#more === 0) return this.#items;
    const detail = `${this.#more} more records of this file cannot be believed; it lies with those that were read.`;
    return [...this.#items, this.#item({ kind: 'unreadable', line: 0, detail })];
  }

  #item({ kind, line, detail, commandId }: Finding): ReviewItem {
    const { queue, fileName, foundAt } = this;
    const id = createHash('sha256')
      .update(JSON.stringify([queue, fileName, line, kind]))
      .digest('base64url');
    return {
      ...{ id, kind, queue, fileName, line, foundAt },
      detail: detail.replace(UNSEEN, ' ').slice(0, LONGEST_DETAIL),
      ...(commandId !== undefined && { commandId }),
    };
  }
}
