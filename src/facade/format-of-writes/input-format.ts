// What a caller sends to a writing operation, as YAML: fields of the resource and bounded lists of its children.
// It must never declare types; those are the resource's.
import { z } from 'zod';
import { fieldName } from '../format/words.js';

const presence = z.enum(['required', 'optional']);

const conditionValue = z.union([z.string().max(1000), z.boolean()]);

const exists = z
  .strictObject({
    where: z
      .record(fieldName, z.union([conditionValue, z.array(conditionValue).min(1).max(50)]))
      .optional()
      .describe('Field of the record that is referred to → the value it must have, or one of several'),
    strict: z
      .boolean()
      .optional()
      .describe(
        'Whether a record that cannot be seen or looked at now refuses the command too. Default: false: only one that is ' +
          'proven not to exist does',
      ),
  })
  .meta({ title: 'Reference', description: 'The record a field refers to is looked at before a command is accepted.' });

const inputField = z
  .strictObject({
    required: z.boolean().optional().describe('Whether it must be sent. Default: false'),
    exists: exists.optional(),
  })
  .meta({ id: 'InputField', title: 'Field in the input' });

const inputEntry = z.union([presence, inputField]);

const inputChild = z
  .strictObject({
    required: z.boolean().optional().describe('Whether the list must be sent. Default: when `min` is above 0'),
    min: z.int().min(0).max(1000).optional().describe('Fewest entries when the list is sent. Default: 0'),
    max: z.int().min(1).max(1000).optional().describe('Most entries. Default: the `max` of the child list'),
    fields: z.record(fieldName, inputEntry).describe('Field of one entry → required or optional'),
  })
  .meta({ id: 'InputList', title: 'List in the input' });

/** Fields and child lists by name, in the order the document shows them. */
export const inputFormat = z
  .record(fieldName, z.union([presence, inputField, inputChild]))
  .describe(
    'What callers send: field → required or optional; child list → its bounds and fields. Nothing else is taken',
  );

export type InputFormat = z.output<typeof inputFormat>;
export type InputEntryFormat = z.output<typeof inputEntry>;
export type ExistsFormat = z.output<typeof exists>;
export type InputChildFormat = z.output<typeof inputChild>;
