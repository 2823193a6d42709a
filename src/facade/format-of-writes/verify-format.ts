// How to find out whether a command happened whose answer was lost, as YAML: a row of an approved view, or the answer of
// a sanctioned procedure that only looks. It must never hold a type: those are in the lock.
import { z } from 'zod';
import {
  columnName,
  duration,
  fieldName,
  legacyCode,
  parameterName,
  timezone,
  viewName,
  wordName,
} from '../format/words.js';
import { valueFormat } from './value-format.js';

const skew = duration
  .optional()
  .describe('How far the clocks of the ERP and of the gateway may be apart, 1s to 1h. Default: 1m');

const since = z
  .union([
    z.strictObject({
      column: columnName.describe('When the row was made, for good'),
      timezone: timezone.optional(),
      skew,
    }),
    z.strictObject({ date: columnName, time: columnName, timezone, skew }),
  ])
  .meta({
    id: 'Since',
    title: 'Time bound',
    description:
      'Where the row says when it was made. Of a create that the ERP keeps no reference for: only rows made between the ' +
      'first byte of the call and the end of its session are looked at',
  });

const verifyByView = z
  .strictObject({
    source: wordName.describe('One of `sources` in facade.yaml'),
    view: viewName,
    match: z.record(columnName, valueFormat).describe('Column → value; a row in which all are equal proves the effect'),
    since: since.optional(),
    results: z.record(fieldName, columnName).optional().describe('Result → column of that row'),
  })
  .meta({ id: 'Verify', title: 'Verification by a view' });

const codes = z.array(legacyCode).min(1).max(100);

const answer = z
  .strictObject({
    output: parameterName.optional().describe('The output parameter that answers. Default: the return status does'),
    happened: codes.describe('Codes that mean: it happened; always quoted'),
    didNotHappen: codes.describe('Codes that mean: it did not, and never will by the call that was asked about'),
    unknown: codes.optional().describe('Codes that mean: not known yet. Asked again, as after any other code'),
  })
  .meta({ id: 'Answer', title: 'Answer' });

const verifyByProcedure = z
  .strictObject({
    procedure: viewName.describe('Schema and name of a procedure that only looks: erp.OrderOutcome'),
    channel: wordName.optional().describe('One of `channels` that calls procedures. Default: that of the operation'),
    parameters: z.record(parameterName, valueFormat).describe('Parameter, without @ → its value'),
    answer,
    results: z.record(fieldName, parameterName).optional().describe('Result → output parameter'),
  })
  .meta({ id: 'VerifyByProcedure', title: 'Verification by a procedure' });

/** A proof, or the word of somebody who knows that there is none. */
export const verifyFormat = z.union([verifyByView, verifyByProcedure, z.literal('none')]);

export type VerifyByViewFormat = z.output<typeof verifyByView>;
export type VerifyByProcedureFormat = z.output<typeof verifyByProcedure>;
export type VerifyFormat = VerifyByViewFormat | VerifyByProcedureFormat;
export type SinceFormat = z.output<typeof since>;
export type AnswerFormat = z.output<typeof answer>;
