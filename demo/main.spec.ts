// The ERP as a process: it says when it is ready, keeps its data, and goes when it should.
import { spawn } from 'node:child_process';
import type { ChildProcess, StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import mssql from 'mssql';
import type { Passwords } from './contoso/logins.js';

interface Ready {
  readonly ready: true;
  readonly port: number;
  readonly primaryPort: number;
  readonly controlPort: number | null;
  readonly passwordsFile: string;
  readonly created: boolean;
}

let data: string;
let children: ChildProcess[] = [];
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'contoso-'));
});
afterEach(async () => {
  for (const child of children.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null)) {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  children = [];
  rmSync(data, { recursive: true, force: true });
});

const entry = fileURLToPath(new URL('run-from-source.mjs', import.meta.url));
function run(args: readonly string[], stdio: StdioOptions = ['pipe', 'pipe', 'pipe']): ChildProcess {
  const child = spawn(process.execPath, ['--no-warnings', entry, ...args], { stdio });
  children.push(child);
  return child;
}
const small = (): string[] => ['--port', '0', '--primary-port', '0', '--scale', '0.01', '--data', data];

async function ready(child: ChildProcess): Promise<Ready> {
  if (child.stdout === null) throw new Error('no output to read');
  for await (const line of createInterface({ input: child.stdout })) return JSON.parse(line) as Ready;
  throw new Error('it ended without a word');
}
const ended = async (child: ChildProcess): Promise<unknown> => (await once(child, 'exit'))[0];
async function words(child: ChildProcess): Promise<string> {
  let text = '';
  for await (const chunk of (child.stderr ?? []) as AsyncIterable<Buffer>) text += chunk.toString();
  return text;
}

async function ask(line: Ready, sql: string): Promise<unknown> {
  const passwords = JSON.parse(readFileSync(line.passwordsFile, 'utf8')) as Passwords;
  const login = { user: 'erp_owner', password: passwords.erp_owner, database: 'Contoso' };
  const pool = new mssql.ConnectionPool({
    server: '127.0.0.1',
    port: line.primaryPort,
    ...login,
    options: { encrypt: false },
  });
  try {
    return (await (await pool.connect()).request().query(sql)).recordset;
  } finally {
    await pool.close();
  }
}

describe('the process', () => {
  it('says on one line where it listens, serves, and stops cleanly when asked', async () => {
    const child = run([...small(), '--control-port', '0']);
    const line = await ready(child);
    expect(line).toMatchObject({ ready: true, created: true, passwordsFile: join(data, 'passwords.json') });
    expect(line.controlPort).toBeGreaterThan(0);
    expect(await ask(line, 'SELECT COUNT(*) AS n FROM api.Orders')).toEqual([{ n: 500 }]);
    child.kill('SIGTERM');
    expect(await ended(child)).toBe(0);
  });

  it('keeps its data and its passwords from one start to the next', async () => {
    const first = run(small());
    const before = await ready(first);
    const passwords = readFileSync(before.passwordsFile, 'utf8');
    await ask(before, `UPDATE dbo.CUSTMF SET NOTE = 'kept' WHERE CUSTNO = 'C10001'; SELECT 1 AS done`);
    first.kill('SIGINT');
    expect(await ended(first)).toBe(0);
    const after = await ready(run(['--port', '0', '--primary-port', '0', '--data', data]));
    expect(after).toMatchObject({ created: false, controlPort: null });
    expect(readFileSync(after.passwordsFile, 'utf8')).toBe(passwords);
    expect(await ask(after, `SELECT NOTE FROM api.Customers WHERE CUSTNO = 'C10001'`)).toEqual([{ NOTE: 'kept' }]);
  });

  it('loses nothing that was committed when it is killed', async () => {
    const first = run(small());
    await ask(await ready(first), `UPDATE dbo.CUSTMF SET NOTE = 'survived' WHERE CUSTNO = 'C10001'; SELECT 1 AS done`);
    first.kill('SIGKILL');
    await ended(first);
    const rows = await ask(await ready(run(small())), `SELECT NOTE FROM api.Customers WHERE CUSTNO = 'C10001'`);
    expect(rows).toEqual([{ NOTE: 'survived' }]);
  });

  it('stops when the parent that holds its standard input is gone', async () => {
    const child = run(small());
    await ready(child);
    child.stdin?.end();
    expect(await ended(child)).toBe(0);
  });

  it('stops when its channel to the parent closes', async () => {
    const child = run(small(), ['ignore', 'pipe', 'pipe', 'ipc']);
    await ready(child);
    child.disconnect();
    expect(await ended(child)).toBe(0);
  });

  it('runs the SFTP server as a process of its own, which keeps its key and its files, and goes when its parent does', async () => {
    const sftp = ['sftp', '--port', '0', '--control-port', '0', '--data', data];
    const first = run(sftp);
    const line = (await ready(first)) as unknown as Record<string, unknown>;
    expect(line).toMatchObject({ ready: true, user: 'banyan_drops', files: join(data, 'files') });
    expect(line['hostKey']).toMatch(/^SHA256:[A-Za-z0-9+/]{43}$/);
    writeFileSync(join(data, 'files', 'inbox', 'kept'), 'x');
    first.kill('SIGKILL');
    await ended(first);
    const second = run(sftp);
    expect(await ready(second)).toMatchObject({ hostKey: line['hostKey'], passwordFile: line['passwordFile'] });
    expect(existsSync(join(data, 'files', 'inbox', 'kept'))).toBe(true);
    second.stdin?.end();
    expect(await ended(second)).toBe(0);
  });

  it('refuses a folder that another process has, and says so', async () => {
    await ready(run(small()));
    const second = run(small());
    const [text, code] = await Promise.all([words(second), ended(second)]);
    expect([code, text]).toEqual([1, expect.stringContaining('Another demo ERP runs on')]);
  });

  it('answers wrong arguments with every fault and code 2, and starts nothing', async () => {
    const child = run(['--port', 'x', '--scale', '7']);
    const [text, code] = await Promise.all([words(child), ended(child)]);
    expect(code).toBe(2);
    expect(text).toContain('--port must be');
    expect(text).toContain('--scale must be');
  });
});
