// The whole of shape.lock.yaml: the columns of every view as the server declared them. Written by the gateway's own
// command, read wherever a column's type is needed while the ERP is out of reach.
import { z } from 'zod';
import { columnName, viewName, wordName } from '../format/words.js';

const columnText = z
  .string()
  .regex(
    /^[a-z][a-z0-9]*(\(\d+(,\d+)?\)|\(max\))?( not null)?$/,
    'must be the type of the server, such as "char(12) not null" or "decimal(15,2)".',
  );

/** Source → view → column → type. */
export const shapeLockFile = z
  .strictObject({
    sources: z
      .record(wordName, z.record(viewName, z.record(columnName, columnText)))
      .describe('Source → view → column → type, with "not null" where the server promises a value'),
  })
  .meta({
    title: 'Banyan shape lock',
    description: 'shape.lock.yaml of a facade folder; written by `banyan check --live`.',
  });

export type ShapeLockFile = z.output<typeof shapeLockFile>;
