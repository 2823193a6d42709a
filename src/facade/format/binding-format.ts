// How a resource is read from the ERP, as YAML: its view, its rows, its columns, its child views.
// It must never say what the public sees; resource-file.ts joins both sides.
import { z } from 'zod';
import {
  columnSource,
  codesSource,
  constantSource,
  dateAndTimeSource,
  misfit,
  partsSource,
} from './field-source-format.js';
import { fieldSourceFormat } from './field-source-format.js';
import { columnName, fieldName, legacyCode, viewName, wordName } from './words.js';

const rows = z
  .record(columnName, z.union([legacyCode, z.array(legacyCode).min(1).max(100)]))
  .describe('Always applied: only rows whose column has this code (or one of these) exist. Codes are always quoted');

/** A child list: its own view, tied to the parent. */
export const childSource = z
  .strictObject({
    view: viewName,
    match: z
      .record(columnName, fieldName)
      .describe('Column of the child view → field of the resource whose column it equals'),
    order: z.array(columnName).min(1).max(8).describe('Columns that order the parts of one resource; unique within it'),
    rows: rows.optional(),
    map: z.record(fieldName, fieldSourceFormat).describe('Field of the part → where it comes from'),
    misfit,
  })
  .meta({ id: 'ChildView', title: 'Child view' });

const source = z.union([columnSource, codesSource, dateAndTimeSource, partsSource, constantSource, childSource]);

/** The binding of a resource. */
export const bindingFormat = z
  .strictObject({
    source: wordName.describe('One of `sources` in facade.yaml'),
    view: viewName,
    version: columnName.optional().describe('A rowversion column: makes entity tags strong'),
    rows: rows.optional(),
    map: z.record(fieldName, source).describe('Field or child list → where it comes from'),
  })
  .meta({ title: 'Binding', description: 'How the ERP realises the resource.' });

export type RowsFormat = z.output<typeof rows>;
export type ChildSourceFormat = z.output<typeof childSource>;
export type BindingFormat = z.output<typeof bindingFormat>;
