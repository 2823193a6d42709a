// Where the folders lie that the SFTP server shows and the batch job works in.
import { join, resolve } from 'node:path';

/** The folder with inbox, outbox and archive, below the ERP's data folder. */
export const filesFolder = (data: string): string => join(resolve(data), 'files');
