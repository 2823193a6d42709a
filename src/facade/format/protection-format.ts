// The load limits of a source or channel, as YAML. Bounds that hang on one another are checked in checking/.
import { z } from 'zod';
import { duration } from './words.js';

/** One row of the protection table. */
export const protectionFormat = z
  .strictObject({
    concurrency: z
      .int()
      .min(1)
      .max(1000)
      .optional()
      .describe('Most statements or calls at the ERP at once. Default: 4, of channels 1'),
    queue: z.int().min(0).max(100_000).optional().describe('Most callers waiting for a slot. Default: 64'),
    wait: duration.optional().describe('Longest wait for a slot, at most 1m. Default: 1s'),
    timeout: duration.optional().describe('Longest a statement may run, 10ms to 10m. Default: 5s, of channels 30s'),
    breaker: z
      .strictObject({
        failures: z.string().regex(/^([1-9]\d?|100)%$/, 'must be a percentage such as "50%".'),
        of: z.int().min(1).max(1000),
        open: duration,
      })
      .optional()
      .describe('Accepted and not yet enforced'),
    retry: z
      .strictObject({
        attempts: z.int().min(1).max(100).optional().describe('Deliveries in all, the first included. Default: 8'),
        backoff: z
          .string()
          .regex(/^\d{1,7}(ms|s|m|h)\.\.\d{1,7}(ms|s|m|h)$/, 'must be two durations such as "1s..5m".')
          .optional()
          .describe('First and longest wait between them; it doubles and is drawn by lot. Default: 1s..5m'),
      })
      .optional()
      .describe('Channels only: deliveries that the ERP is proven not to have acted on'),
  })
  .meta({ title: 'Protection', description: 'How much load the ERP is ever given.' });

export type ProtectionFormat = z.output<typeof protectionFormat>;
