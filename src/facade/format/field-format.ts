// One field of the public contract as YAML: its canonical type and what integrators read about it.
// It must never mention anything of the legacy side; field-source-format.ts does.
import { z } from 'zod';
import { description, enumWord, resourceName, title, wordName } from './words.js';

const shared = {
  nullable: z.boolean().optional().describe('May be null. Default: false'),
  sensitive: z.boolean().optional().describe('Masked in every log and audit line. Default: false'),
  cache: z
    .literal('never')
    .optional()
    .describe('never: an answer that shows it, or was filtered by it, is not kept. Default: as the resource says'),
  references: resourceName.optional().describe('The resource whose key this field holds'),
  owner: wordName.optional().describe('The system that masters this field; one of `systems`'),
  title: title.optional(),
  description: description.optional(),
  example: z.unknown().optional().describe('A true example, in its JSON form'),
};

const length = z.int().min(1).max(1_000_000);

/** All canonical types; `type` decides which other members are allowed. */
export const fieldFormat = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('string'),
      ...shared,
      maxLength: length.optional().describe('Most characters'),
      pattern: z.string().min(1).max(500).optional().describe('Regular expression every value matches'),
    }),
    z.strictObject({ type: z.literal('integer'), ...shared, minimum: z.int().optional(), maximum: z.int().optional() }),
    z.strictObject({ type: z.literal('long'), ...shared }).describe('A 64-bit whole number; a string in JSON'),
    z
      .strictObject({
        type: z.literal('decimal'),
        ...shared,
        precision: z.int().min(1).max(38).describe('Most digits in all'),
        scale: z.int().min(0).max(38).describe('Digits after the point'),
      })
      .describe('An exact decimal; a string in JSON'),
    z.strictObject({ type: z.literal('boolean'), ...shared }),
    z.strictObject({ type: z.literal('date'), ...shared }).describe('2026-01-31'),
    z.strictObject({ type: z.literal('time'), ...shared }).describe('23:59:59'),
    z.strictObject({ type: z.literal('instant'), ...shared }).describe('2026-01-31T12:00:00Z'),
    z.strictObject({ type: z.literal('uuid'), ...shared }),
    z.strictObject({ type: z.literal('binary'), ...shared, maxBytes: length.optional() }).describe('Base64 in JSON'),
    z.strictObject({ type: z.literal('enum'), ...shared, values: z.array(enumWord).min(1).max(500) }),
  ])
  .meta({ id: 'Field', title: 'Field', description: 'One property of the public contract.' });

/** Fields by name, in the order the API shows them. */
export type FieldFormat = z.output<typeof fieldFormat>;
