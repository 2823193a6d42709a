// A child list of the public contract as YAML, such as the lines of an order. It must never nest another list.
import { z } from 'zod';
import { fieldFormat } from './field-format.js';
import { description, fieldName, title } from './words.js';

/** A bounded list of parts that belong to one resource. */
export const childFormat = z
  .strictObject({
    title: title.optional(),
    description: description.optional(),
    max: z.int().min(1).max(1000).describe('Most parts one resource may have; more break its contract'),
    fields: z.record(fieldName, fieldFormat).describe('The fields of one part'),
  })
  .meta({ title: 'Child list', description: 'Parts that are shown inside their resource.' });

export type ChildFormat = z.output<typeof childFormat>;
