// A sanctioned procedure that does what an operation says, as YAML. It must never hold a type: those are in the lock.
import { z } from 'zod';
import { columnName, fieldName, parameterName, viewName, wordName } from '../format/words.js';
import { valueFormat } from './value-format.js';
import { verifyFormat } from './verify-format.js';

/** What a decision of the business means to callers. */
export const refusal = z
  .strictObject({
    reason: wordName.describe('A stable word that callers can act on: customer-on-hold'),
    text: z.string().min(1).max(300).describe('A sentence for the caller; it says nothing of the inside'),
  })
  .meta({ id: 'Refusal', title: 'Refusal', description: 'The ERP did nothing, on purpose. Never retried.' });

const tableValue = z
  .strictObject({
    table: viewName.describe('The table type: erp.OrderLineList'),
    columns: z.record(columnName, valueFormat).describe('Column → lines.itemId, $command.id, $key or a constant'),
  })
  .meta({ id: 'TableValue', title: 'Table-valued parameter' });

/** The procedure, its parameters, what comes back, and how to find out whether it ran. */
export const procedureFormat = z
  .strictObject({
    channel: wordName.describe('One of `channels` in facade.yaml'),
    name: viewName.describe('Schema and name: erp.SubmitOrder'),
    parameters: z
      .record(parameterName, z.union([valueFormat, tableValue]))
      .describe('Parameter, without @ → its value'),
    outputs: z.record(fieldName, parameterName).optional().describe('Result → output parameter'),
    returns: z
      .record(z.string(), refusal)
      .optional()
      .describe('Return status → what it refuses. 0 is success; any other status parks the command'),
    refusals: z
      .record(z.string(), refusal)
      .optional()
      .describe('Error number that the procedure throws, 50000 or above → what it refuses'),
    verify: verifyFormat
      .optional()
      .describe(
        'How to find out whether a call whose answer was lost has happened. "none": a person decides, and you know it',
      ),
  })
  .meta({ title: 'Procedure' });

export type ProcedureFormat = z.output<typeof procedureFormat>;
export type RefusalFormat = z.output<typeof refusal>;
export type TableValueFormat = z.output<typeof tableValue>;
