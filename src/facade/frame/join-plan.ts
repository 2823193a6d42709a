// One plan, from YAML to the catalogue.
import type { Plan } from '../catalogue.js';
import type { PlanFormat } from '../format/plan-format.js';
import type { Spot } from '../yaml/spot.js';
import { parseRate } from './duration-ms.js';

/** The plan called `name`; `spot` is its place. */
export function joinPlan(name: string, { rate, burst, concurrency, priority }: PlanFormat, spot: Spot): Plan {
  const { requests, windowMs } = parseRate(rate);
  if (burst > requests) {
    spot
      .in('burst')
      .error(
        `is more than the ${requests} of \`rate\`: make it smaller, or write the rate per longer time ("600/min").`,
      );
  }
  return { name, requests, windowMs, burst, concurrency, priority: priority ?? 'interactive' };
}
