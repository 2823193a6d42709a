// The load limits of a source or channel, as YAML. Bounds that hang on one another are checked in frame/.
import { z } from 'zod';
import { duration } from './words.js';

const breakerFormat = z
  .strictObject({
    failures: z
      .string()
      .regex(/^([1-9]\d?|100)%$/, 'must be a percentage from "1%" to "100%", such as "50%".')
      .optional()
      .describe('Share of failed and slow calls at which it opens. Default: 50%, and 100% where `of` is 3 or less'),
    of: z
      .int()
      .min(1)
      .max(1000)
      .optional()
      .describe('Calls looked back on, at most `concurrency`. Default: `concurrency`, at most 8'),
    open: duration.optional().describe('How long only probes are let through, 100ms to 10m. Default: 5s'),
    slow: duration
      .optional()
      .describe('A call that takes longer counts as failed, at most `timeout`. Default: four fifths of `timeout`'),
  })
  .meta({ title: 'Breaker', description: 'When calls stop for a while because they fail.' });

const retryFormat = z.strictObject({
  attempts: z.int().min(1).max(100).optional().describe('Deliveries in all, the first included. Default: 8'),
  backoff: z
    .string()
    .regex(/^\d{1,7}(ms|s|m|h)\.\.\d{1,7}(ms|s|m|h)$/, 'must be two durations such as "1s..5m".')
    .optional()
    .describe('First and longest wait between them; it doubles and is drawn by lot. Default: 1s..5m'),
});

/** One row of the protection table. */
export const protectionFormat = z
  .strictObject({
    concurrency: z
      .int()
      .min(1)
      .max(1000)
      .optional()
      .describe('Most statements or calls at the ERP at once. Default: 4, of channels 1'),
    reserved: z
      .int()
      .min(0)
      .max(999)
      .optional()
      .describe('Slots that bulk work never takes, less than `concurrency`. Default: a quarter, rounded up'),
    adaptive: z
      .enum(['on', 'off'])
      .optional()
      .describe('Whether fewer slots are used while the ERP is slow. Default: on, of channels off'),
    queue: z.int().min(0).max(100_000).optional().describe('Most callers waiting for a slot. Default: 64'),
    wait: duration.optional().describe('Longest wait for a slot, at most 1m. Default: 1s'),
    timeout: duration.optional().describe('Longest a statement may run, 10ms to 10m. Default: 5s, of channels 30s'),
    deadline: duration
      .optional()
      .describe(
        'Sources only: longest a caller is kept waiting in all, at least `timeout`. Default: `wait` + `timeout`',
      ),
    breaker: z
      .union([z.literal('off'), breakerFormat])
      .optional()
      .describe('When calls stop because they fail; off: never. Default: half of the last calls, for 5s'),
    retry: retryFormat.optional().describe('Channels only: deliveries that the ERP is proven not to have acted on'),
  })
  .meta({ title: 'Protection', description: 'How much load the ERP is ever given.' });

export type ProtectionFormat = z.output<typeof protectionFormat>;
export type BreakerFormat = z.output<typeof breakerFormat>;
export type RetryFormat = z.output<typeof retryFormat>;
