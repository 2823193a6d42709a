// What one kind of client may use, as YAML.
import { z } from 'zod';

const rate = z
  .string()
  .regex(/^[1-9]\d{0,8}\/(s|min|h)$/, 'must be a number of requests per s, min or h, such as "600/min".');

/** One plan. */
export const planFormat = z
  .strictObject({
    rate: rate.describe('Requests per time: 600/min'),
    burst: z.int().min(1).max(1_000_000).describe('Requests that may come at once, at most those of `rate`'),
    concurrency: z.int().min(1).max(10_000).describe('Requests in flight at once'),
    priority: z
      .enum(['interactive', 'bulk'])
      .optional()
      .describe('bulk: waits behind interactive work and is refused first under overload. Default: interactive'),
  })
  .meta({ title: 'Plan', description: 'The rate and concurrency each client of the plan has.' });

export type PlanFormat = z.output<typeof planFormat>;
