// A writing operation, as YAML. It must never decide its route; the API does.
import { z } from 'zod';
import { dropFormat } from '../format-of-drops/drop-format.js';
import { fieldFormat } from '../format/field-format.js';
import { description, fieldName, title } from '../format/words.js';
import { ifMatchFormat } from './if-match-format.js';
import { inputFormat } from './input-format.js';
import { procedureFormat } from './procedure-format.js';

const hasDelivery = (operation: unknown): boolean =>
  typeof operation === 'object' && operation !== null && ('procedure' in operation || 'drop' in operation);

const orderFormat = z
  .strictObject({
    by: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .describe(
        'Commands of one such key reach the ERP one after the other: "customers/{customerId}", "orders/{$key}". ' +
          'Default: <resource>/{$key}; for create {$command.id}, so that every create stands alone',
      ),
    whenParked: z
      .enum(['block', 'pass'])
      .optional()
      .describe('Whether a command that waits for a person holds back the later ones of its key. Default: block'),
  })
  .meta({ title: 'Order' });

/** Create, change or action, by name and method. */
export const writeFormat = z
  .strictObject({
    title: title.optional(),
    description: description.optional(),
    method: z
      .enum(['POST', 'PATCH'])
      .optional()
      .describe('PATCH: a change of one resource; POST: an action on one, /{resource}/{key}/{name}. Not for create'),
    input: inputFormat.optional(),
    order: orderFormat.optional(),
    ifMatch: ifMatchFormat.optional(),
    results: z
      .record(fieldName, fieldFormat)
      .optional()
      .describe('Types of what the ERP gives back, where the resource has no field of that name'),
    procedure: procedureFormat.optional(),
    drop: dropFormat.optional(),
  })
  // Runs beside the other faults: a misspelt `list` has members that writing does not know.
  .refine(hasDelivery, {
    error: 'is neither list nor get, and a writing operation needs `procedure` or `drop`.',
    when: () => true,
  })
  .meta({ title: 'Writing operation', description: 'Accepted as a command, brought to the ERP later.' });

export type WriteFormat = z.output<typeof writeFormat>;
export type OrderFormat = z.output<typeof orderFormat>;
