// One plan, from YAML to the catalogue.
import type { Plan } from '../catalogue.js';
import type { PlanFormat } from '../format/facade-file.js';
import { parseRate } from './duration-ms.js';

/** The plan called `name`. */
export function joinPlan(name: string, format: PlanFormat): Plan {
  return { name, ...parseRate(format.rate), burst: format.burst, concurrency: format.concurrency };
}
