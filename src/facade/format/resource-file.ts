// The whole of resources/<name>.yaml: the public contract and its legacy binding, in separate blocks.
import { z } from 'zod';
import { bindingFormat } from './binding-format.js';
import { childFormat } from './child-format.js';
import { fieldFormat } from './field-format.js';
import { operationsFormat } from './operations-format.js';
import { readFormat } from './read-format.js';
import { description, fieldName, resourceName, title } from './words.js';

/** One resource. */
export const resourceFile = z
  .strictObject({
    resource: resourceName.describe('The name of the file without .yaml; plural; the path segment in the API'),
    title,
    description: description.optional(),
    key: fieldName.optional().describe('The field that addresses one of them; not needed where they are only created'),
    fields: z.record(fieldName, fieldFormat).describe('The contract: what the public sees'),
    children: z
      .record(fieldName, childFormat)
      .optional()
      .describe('Lists of parts, shown where an operation embeds them'),
    binding: bindingFormat.optional().describe('How the ERP realises it; not needed where nothing is read'),
    read: readFormat.optional(),
    operations: operationsFormat,
  })
  .meta({ title: 'Banyan resource', description: 'resources/<name>.yaml of a facade folder.' });

export type ResourceFile = z.output<typeof resourceFile>;
