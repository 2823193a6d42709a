// The demo ERP with its batch job, and its SFTP server, as measured processes. Without TLS towards the database.
import { readFileSync } from 'node:fs';
import { MeasuredProcess } from '../../processes/measured-process.js';
import { waitUntil } from '../../processes/wait-until.js';

/** Both processes, and what a gateway must know of them, by the variables of the facade. */
export interface ErpProcesses {
  readonly erp: MeasuredProcess;
  readonly inbox: MeasuredProcess;
  readonly environment: Readonly<Record<string, string>>;
}

interface ErpLine {
  readonly port: number;
  readonly primaryPort: number;
  readonly passwordsFile: string;
}

interface InboxLine {
  readonly port: number;
  readonly user: string;
  readonly passwordFile: string;
  readonly hostKey: string;
}

const PROGRAM = 'demo/main.js';
const FREE_PORTS = ['--port', '0', '--control-port', '0'];

/** Starts both with new data in `folder`; dispose of the processes at the end. */
export async function startErpProcesses(folder: string, core: number): Promise<ErpProcesses> {
  const shared = [...FREE_PORTS, '--data', folder];
  const erp = new MeasuredProcess({ file: PROGRAM, args: [...shared, '--primary-port', '0'], core, preload: true });
  const inbox = new MeasuredProcess({ file: PROGRAM, args: ['sftp', ...shared], core, preload: true });
  const { port, primaryPort, passwordsFile } = await readyLine<ErpLine>(erp);
  const { user, passwordFile, hostKey, port: inboxPort } = await readyLine<InboxLine>(inbox);
  const passwords = JSON.parse(readFileSync(passwordsFile, 'utf8')) as Readonly<Record<string, string>>;
  const database = (login: string, at: number): string =>
    `mssql://${login}:${encodeURIComponent(passwords[login] ?? '')}@localhost:${at}/Contoso?encrypt=false`;
  const password = encodeURIComponent(readFileSync(passwordFile, 'utf8').trim());
  const environment = {
    ERP_REPLICA_URL: database('banyan_reader', port),
    ERP_PROCEDURES_URL: database('banyan_writer', primaryPort),
    ERP_INBOX_URL: `sftp://${user}:${password}@127.0.0.1:${inboxPort}`,
    ERP_INBOX_HOST_KEY: hostKey,
  };
  return { erp, inbox, environment };
}

async function readyLine<Line>(program: MeasuredProcess): Promise<Line> {
  const text = await waitUntil('a process of the demo ERP', () => {
    if (program.ended) throw new Error(`a process of the demo ERP ended: ${program.said}`);
    return Promise.resolve(program.said.includes('\n') ? program.said.split('\n')[0] : undefined);
  });
  return JSON.parse(text) as Line;
}
