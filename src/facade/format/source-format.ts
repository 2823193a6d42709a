// A legacy connection to read from, as YAML. It must never name the settings of one technology; those are `options`.
import { z } from 'zod';
import { columnName, timezone, viewName, wordName } from './words.js';

/** One source. */
export const sourceFormat = z
  .strictObject({
    adapter: wordName.describe('The technology: mssql'),
    url: z.string().min(1).max(4000).describe('Where it is, with login; from the environment: "${ERP_REPLICA_URL}"'),
    readOnly: z
      .enum(['replica', 'grants', 'both', 'trust'])
      .optional()
      .describe(
        'Proven on every new connection before its first use. replica: the database is read-only; grants: the login cannot ' +
          'write; both (default); trust: nothing is proven, and readiness says so',
      ),
    watermark: z
      .strictObject({ view: viewName, column: columnName, timezone: timezone.optional() })
      .optional()
      .describe('Where the source says how fresh it is; without it answers say that their age is unknown'),
    options: z.record(z.string(), z.unknown()).optional().describe('Settings of the adapter; see its guide'),
  })
  .meta({ title: 'Source', description: 'A legacy connection the gateway reads from.' });

export type SourceFormat = z.output<typeof sourceFormat>;
