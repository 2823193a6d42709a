// Serves the routes under /admin/v1/reviews: what acknowledgements said that could not be believed, until a person has
// looked at it.
import { Controller, Inject } from '@nestjs/common';
import type { ReviewDesk } from '../../write/operators/review-desk.js';
import { ADMIN_PREFIX } from '../routes/admin-route.js';
import type { AnswerOf, AskedOf } from '../routes/admin-route.js';
import { deciderOf } from '../routes/decider-of.js';
import { Serves } from '../routes/serves.js';
import { CLOSE_REVIEW, LIST_REVIEWS } from './review-routes.js';

/** Nest's injection token of the ReviewDesk. */
export const REVIEW_DESK = Symbol('ReviewDesk');

@Controller(ADMIN_PREFIX)
export class ReviewsController {
  constructor(@Inject(REVIEW_DESK) private readonly desk: ReviewDesk) {}

  @Serves(LIST_REVIEWS)
  async list({ query }: AskedOf<typeof LIST_REVIEWS>): Promise<AnswerOf<typeof LIST_REVIEWS>> {
    const { all, limit } = query;
    return { data: await this.desk.list({ open: all === 'false', limit }) };
  }

  @Serves(CLOSE_REVIEW)
  async close({ path, acting }: AskedOf<typeof CLOSE_REVIEW>): Promise<AnswerOf<typeof CLOSE_REVIEW>> {
    await this.desk.close(path.id, deciderOf(acting));
    return { id: path.id, closed: true };
  }
}
