// The demo ERP as a measured process. Without TLS: encrypting would add the same to every side and flatter the ratios.
import { readFileSync } from 'node:fs';
import { MeasuredProcess } from './measured-process.js';
import { waitUntil } from './wait-until.js';

/** A running ERP. */
export interface RunningErp {
  readonly process: MeasuredProcess;
  /** Address of the replica for the login that may only read the approved views. */
  readonly url: string;
  /** Where it is told to misbehave, and tells what has reached it. */
  readonly control: string;
}

interface ReadyLine {
  readonly port: number;
  readonly controlPort: number;
  readonly passwordsFile: string;
}

const FREE_PORTS = ['--port', '0', '--primary-port', '0', '--control-port', '0'];

/** Starts it with the data of `folder`; dispose of its process at the end. */
export async function startErp(folder: string, core: number): Promise<RunningErp> {
  const args = [...FREE_PORTS, '--data', folder, '--encryption', 'off'];
  const erp = new MeasuredProcess({ file: 'demo/main.js', args, core, preload: true });
  const line = await waitUntil('the demo ERP', () => Promise.resolve(firstLine(erp)));
  const { port, controlPort, passwordsFile } = JSON.parse(line) as ReadyLine;
  const passwords = JSON.parse(readFileSync(passwordsFile, 'utf8')) as Record<string, string>;
  const password = encodeURIComponent(passwords['banyan_reader'] ?? '');
  return {
    process: erp,
    url: `mssql://banyan_reader:${password}@localhost:${port}/Contoso?encrypt=false`,
    control: `http://127.0.0.1:${controlPort}`,
  };
}

function firstLine(erp: MeasuredProcess): string | undefined {
  if (erp.ended) throw new Error(`the demo ERP ended: ${erp.said}`);
  return erp.said.includes('\n') ? erp.said.split('\n')[0] : undefined;
}
