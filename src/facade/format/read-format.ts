// What callers may ask of a list, as YAML: filters, orders, page sizes. It must never promise what a binding cannot do;
// checking/ sees to that.
import { z } from 'zod';
import { duration, fieldName } from './words.js';

const operator = z.enum(['eq', 'ne', 'in', 'gt', 'gte', 'lt', 'lte', 'contains', 'startsWith', 'isNull']);

const sortTerm = z
  .string()
  .regex(/^-?[a-z][A-Za-z0-9]{0,63}$/, 'must be a field, with "-" before it for descending, such as "-orderedOn".');

const freshnessFormat = z
  .strictObject({
    fresh: duration.optional().describe('Age up to which an answer is given without asking again. Default: 10s'),
    revalidate: duration
      .optional()
      .describe('Age up to which it is given while the source is asked behind it. Default: six times `fresh`'),
    error: duration
      .optional()
      .describe(
        'Age up to which it is given when asking has failed. Default: 10m, or `revalidate` where that is longer',
      ),
    outage: duration
      .optional()
      .describe(
        'Age up to which it is given while the ERP cannot be asked. Default: 1h, or `error` where that is longer',
      ),
  })
  .meta({ title: 'Freshness', description: 'How old a kept answer may be; each age at least the one before it.' });

/** The reading side of a resource. */
export const readFormat = z
  .strictObject({
    filters: z
      .record(fieldName, z.array(operator).min(1).max(10))
      .optional()
      .describe('Field → the operators callers may use. Each is a documented query parameter'),
    sort: z.array(fieldName).max(50).optional().describe('Fields callers may sort by'),
    defaultSort: z
      .array(sortTerm)
      .min(1)
      .max(8)
      .optional()
      .describe('Order when the caller names none; the key is always the last term. Default: the key'),
    limit: z
      .strictObject({
        default: z
          .int()
          .min(1)
          .max(1000)
          .optional()
          .describe('Rows of a page when the caller does not say. Default: 50'),
        max: z.int().min(1).max(1000).optional().describe('Most rows of a page. Default: 200'),
      })
      .optional(),
    count: z.enum(['exact', 'off']).optional().describe('Whether count=exact is offered. Default: off'),
    freshness: freshnessFormat.optional().describe('How long answers are kept. Without it none is'),
  })
  .meta({ title: 'Reading', description: 'Filters, orders and pages of the list.' });

export type ReadFormat = z.output<typeof readFormat>;
export type FreshnessFormat = z.output<typeof freshnessFormat>;
