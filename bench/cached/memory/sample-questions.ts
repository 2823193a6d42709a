// Questions that differ from one another, as callers put them.
import type { PersonalQuestion } from '../../../src/read/read-request.js';

/** One order with its lines; a page of 50 orders; or nine of the first to one of the second. */
export type QuestionKind = 'single orders' | 'pages' | 'nine to one';

/** As long as the digest that stands for a permission in the gateway. */
const PERMISSION = 'p'.repeat(43);

export function questionOf(kind: QuestionKind, number: number): PersonalQuestion {
  const isPage = kind === 'pages' || (kind === 'nine to one' && number % 10 === 0);
  return isPage ? pageOf(number) : orderOf(number);
}

function orderOf(number: number): PersonalQuestion {
  const key = `SO-${100_000 + number}`;
  return { version: 'v1', operation: 'orders.get', key, query: '', permission: PERMISSION };
}

function pageOf(number: number): PersonalQuestion {
  const query = `status[in]=open&status[in]=picking&total[gte]=${number}&limit=50`;
  return { version: 'v1', operation: 'orders.list', query, permission: PERMISSION };
}
