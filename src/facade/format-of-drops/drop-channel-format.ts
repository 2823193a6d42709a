// A place where files are dropped, as YAML. It must never name the settings of one technology; those are `options`.
import { z } from 'zod';

const folder = z
  .string()
  .max(1000)
  .regex(
    /^(?!.*(^|\/)\.\.?(\/|$))[^\\\p{Cc}]*[^\\/\p{Cc}]$/u,
    'must be a folder without a slash at its end and without "." or "..", such as /inbox.',
  );

const folders = z
  .strictObject({
    inbox: folder.describe('Where the files go'),
    archive: folder.optional().describe('Where the batch job of the ERP puts files it has taken in'),
    acknowledgements: folder.optional().describe('Where it says what became of them'),
    read: folder
      .optional()
      .describe(
        'Where the gateway puts acknowledgements it has read. Default: read, in the folder of acknowledgements',
      ),
  })
  .meta({ title: 'Folders', description: 'Absolute, or from where the login begins.' });

const can = z
  .strictObject({
    list: z.boolean().optional().describe('Whether folders can be listed. Default: true'),
    read: z.boolean().optional().describe('Whether files can be read again. Default: true'),
    renameNoOverwrite: z
      .boolean()
      .optional()
      .describe('Whether a plain rename fails when the target exists. Default: true'),
    archive: z
      .boolean()
      .optional()
      .describe('Whether the batch job moves each file to the archive in one step. Default: whether there is one'),
  })
  .optional()
  .describe('What the server lets the gateway do; less of it weakens what can be promised. `check --live` tries it');

const options = z.record(z.string(), z.unknown()).optional().describe('Settings of the adapter; see its guide');

/** Files through SSH. */
export const sftpChannel = z.strictObject({
  adapter: z.literal('sftp').describe('Drops files through SFTP'),
  url: z.string().min(1).max(4000).describe('Where it is, with login: sftp://user@host:22; from the environment'),
  hostKeys: z
    .array(z.string())
    .min(1)
    .max(4)
    .describe('Pins of the host key, "SHA256:…"; a second one may stand ready for a planned change, or be empty'),
  folders,
  can,
  options,
});

/** Files in a folder of this machine. */
export const folderChannel = z.strictObject({
  adapter: z.literal('folder').describe('Drops files into a folder of this machine, such as a mounted share'),
  url: z.string().min(1).max(4000).describe('The folder in which the others are; from the environment'),
  folders,
  can,
  options,
});

export type SftpChannelFormat = z.output<typeof sftpChannel>;
export type FolderChannelFormat = z.output<typeof folderChannel>;
