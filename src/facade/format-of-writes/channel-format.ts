// A legacy connection to write through, as YAML. Settings of one technology are `options`; they never have names here.
import { z } from 'zod';
import { folderChannel, sftpChannel } from '../format-of-drops/drop-channel-format.js';

/** Code pages of `char` and `varchar` that values are checked against before they are sent. */
export const codePageNames = [
  'windows-1250',
  'windows-1251',
  'windows-1252',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'windows-1257',
  'windows-1258',
  'windows-874',
  'utf-8',
] as const;

const procedureChannel = z.strictObject({
  adapter: z.literal('mssql').describe('Calls sanctioned procedures of SQL Server'),
  url: z.string().min(1).max(4000).describe('Where it is, with login; from the environment: "${ERP_PROCEDURES_URL}"'),
  codePage: z
    .enum(codePageNames)
    .optional()
    .describe(
      'Code page of its char and varchar parameters: text that it cannot hold is refused, never replaced. Default: windows-1252',
    ),
  options: z.record(z.string(), z.unknown()).optional().describe('Settings of the adapter; see its guide'),
});

/** One channel; `adapter` decides which other members are allowed. */
export const channelFormat = z
  .discriminatedUnion('adapter', [procedureChannel, sftpChannel, folderChannel])
  .meta({ title: 'Channel', description: 'A legacy connection the gateway writes through.' });

export type ChannelFormat = z.output<typeof channelFormat>;
export type ProcedureChannelFormat = z.output<typeof procedureChannel>;
