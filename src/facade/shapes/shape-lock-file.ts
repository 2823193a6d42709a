// The whole of shape.lock.yaml: the columns of every view and the parameters of every procedure as the servers declared
// them. Written by the gateway's own command, read wherever a type is needed while the ERP is out of reach.
import { z } from 'zod';
import { columnName, viewName, wordName } from '../format/words.js';

const columnText = z
  .string()
  .regex(
    /^[a-z][a-z0-9]*(\(\d+(,\d+)?\)|\(max\))?( not null)?$/,
    'must be the type of the server, such as "char(12) not null" or "decimal(15,2)".',
  );

const parameterText = z
  .string()
  .max(300)
  .regex(
    /^([a-z][a-z0-9_]*(\(\d+(,\d+)?\)|\(max\))?( output)?|table [^.\s[\]"]+\.[^[\]"]+)$/,
    'must be the type of the server, such as "char(12)", "char(12) output" or "table erp.OrderLineList".',
  );

const columns = z.record(columnName, columnText);

const channel = z.strictObject({
  procedures: z.record(viewName, z.record(columnName, parameterText)).describe('Procedure → parameter → type'),
  tableTypes: z.record(viewName, columns).optional().describe('Table type → column → type, in the order of the type'),
});

/** Source → view → column → type; channel → procedure → parameter → type. */
export const shapeLockFile = z
  .strictObject({
    sources: z
      .record(wordName, z.record(viewName, columns))
      .describe('Source → view → column → type, with "not null" where the server promises a value'),
    channels: z.record(wordName, channel).optional().describe('Channel → its procedures and their table types'),
  })
  .meta({
    title: 'Banyan shape lock',
    description: 'shape.lock.yaml of a facade folder; written by `banyan check --live`.',
  });

export type ShapeLockFile = z.output<typeof shapeLockFile>;
