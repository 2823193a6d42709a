// What callers can do with a resource, as YAML. It must never decide routes; the API does.
import { z } from 'zod';
import { writeFormat } from '../format-of-writes/write-format.js';
import { description, fieldName, title } from './words.js';

const described = { title: title.optional(), description: description.optional() };
const embed = z.array(fieldName).max(20).optional().describe('Child lists shown in every answer');
const fields = z.boolean().optional().describe('Whether callers may choose fields with fields=. Default: false');

const listFormat = z.strictObject({ ...described, embed, fields });
const getFormat = z.strictObject({ ...described, embed, fields });

/** Operations by their last name: `list`, `get`, and writing ones. */
export const operationsFormat = z
  .object({
    list: listFormat.optional().describe('GET /v1/<resource>'),
    get: getFormat.optional().describe('GET /v1/<resource>/{key}'),
  })
  .catchall(writeFormat)
  .meta({
    title: 'Operations',
    description:
      'What callers can do; `list: {}` and `get: {}` are enough to read. Every other name is a writing operation.',
  });

export type OperationsFormat = z.output<typeof operationsFormat>;
export type ReadOperationFormat = z.output<typeof listFormat>;
