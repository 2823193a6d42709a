// Where people look at what acknowledgements said that could not be believed, and put it aside with a reason.
// It must never change a command: what a review leads to is decided about the command or its batch.
import { deciderFaults, toldOf, trimmed } from '../../audit/decider.js';
import type { Decider } from '../../audit/decider.js';
import type { Clock } from '../../kernel/clock.js';
import { Problem } from '../../problems/problem.js';
import { stored } from '../accept/stored.js';
import type { ReviewItem, Reviews } from '../drops/review.port.js';

/** The desk. */
export class ReviewDesk {
  constructor(
    private readonly reviews: Pick<Reviews, 'list' | 'close'>,
    private readonly clock: Clock,
  ) {}

  /** The open ones only, or closed ones behind them; each newest first. */
  list(query: { readonly open: boolean; readonly limit: number }): Promise<readonly ReviewItem[]> {
    return stored(() => this.reviews.list(query));
  }

  /**
   * Closes an item, in one commit with its entry in the audit trail. Throws invalid-request without a reason,
   * conflict when no open item has this id (any more).
   */
  async close(id: string, decider: Decider): Promise<void> {
    const errors = deciderFaults(decider);
    if (errors.length > 0) throw new Problem('invalid-request', { errors });
    const at = new Date(this.clock.now()).toISOString();
    const closed = await stored(() =>
      this.reviews.close(
        id,
        { ...trimmed(decider), at },
        { at, ...toldOf(decider), action: 'review.close', subject: `review/${id}`, outcome: 'done' },
      ),
    );
    if (!closed) throw new Problem('conflict', { detail: 'No open item has this id. Somebody may have closed it.' });
  }
}
