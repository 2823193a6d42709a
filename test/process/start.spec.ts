// What `npm start` promises, tried on the real program: one screen, commands that work as pasted, clean ends.
import { execFile } from 'node:child_process';
import { cpSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { eventually } from '../support/running/eventually.js';
import { ownFolder } from '../support/running/own-folder.js';
import { RunningProgram, runProgram } from '../support/running/running-program.js';
import { childrenOf, freePorts, isRunning, occupyPort, processorSeconds } from './processes.js';

const PROGRAM = 'dist/src/main.js';
const LAST_LINE = 'Ctrl-C stops everything.';
/** What a first start may cost, in seconds of a processor: a clock on the wall would measure who else is at work. */
const FIRST_START_SECONDS = 30;
/** When even a busy machine must have shown something. */
const PATIENCE_MS = 60_000;

const folder = ownFolder();
const data = join(folder.path, 'data');
let environment: Readonly<Record<string, string>>;
beforeAll(async () => {
  const [port = 0, adminPort = 0] = await freePorts(2);
  environment = { BANYAN_DATA: data, BANYAN_PORT: String(port), BANYAN_ADMIN_PORT: String(adminPort) };
});
afterAll(() => folder[Symbol.dispose]());

const start = (): RunningProgram => new RunningProgram({ args: [PROGRAM], environment, ownGroup: true });
const secretIn = (file: string): string => readFileSync(join(data, file), 'utf8').trim();

/** The lines to paste: everything between the headline and the last line that is a command. */
const commandsOf = (screen: string): readonly string[] =>
  screen.split('\n').flatMap((line) => (/^ {2}(TOKEN=|curl )/.test(line) ? [line.trim()] : []));

async function inShell(...lines: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('sh', ['-c', lines.join('\n')]);
  return stdout;
}

/** Pastes the commands into a shell, in their order, and gives back what was answered to all but the first. */
async function pasted(screen: string): Promise<readonly unknown[]> {
  const [token = '', ...requests] = commandsOf(screen);
  const answers = await Promise.all(requests.map((request) => inShell(token, request)));
  return answers.map((answer) => JSON.parse(answer) as unknown);
}

/** The demo ERP books its day at night, and holds what is written then. Tests run at night, too. */
async function openByNight(): Promise<void> {
  const args = ['bin/banyan.mjs', 'calendar', 'open', '--until', '2h', '--reason', 'tests run at night, too'];
  const { code, complaints } = await runProgram({ args, environment });
  expect([code, complaints]).toEqual([0, '']);
}

function expectEverySecretIsKept(screen: string): void {
  const passwords = Object.values(JSON.parse(secretIn('demo/passwords.json')) as Record<string, string>);
  const addresses = Object.values(JSON.parse(secretIn('demo/addresses.json')) as Record<string, string>);
  // What is no address is the pin of a host key, which everybody may see.
  const inAddresses = addresses.filter((text) => text.includes('://')).map((address) => new URL(address).password);
  expect(inAddresses).toHaveLength(3);
  for (const secret of [secretIn('first-client.secret'), secretIn('pepper.key'), ...inAddresses, ...passwords]) {
    expect(secret.length).toBeGreaterThan(8);
    expect(screen).not.toContain(secret);
  }
}

// Three programs start in every test, which takes seconds on a busy machine.
jest.setTimeout(120_000);

describe('npm start', () => {
  let firstScreen = '';
  let firstToken = '';

  it('shows one screen in time, whose commands work as pasted, and no secret', async () => {
    await using program = start();
    await program.said(LAST_LINE, PATIENCE_MS);
    const seconds = [program.pid, ...childrenOf(program.pid)].map(processorSeconds);
    expect(seconds.reduce((sum, each) => sum + each, 0)).toBeLessThan(FIRST_START_SECONDS);
    firstScreen = program.output;
    expect(firstScreen.split('\n').length).toBeLessThan(25);
    expect(program.complaints).toBe('');
    expect(commandsOf(firstScreen)).toHaveLength(4);
    expectEverySecretIsKept(firstScreen);
    await openByNight();
    const [orders, customer, order] = await pasted(firstScreen);
    firstToken = (await inShell(commandsOf(firstScreen)[0] ?? '', 'echo "$TOKEN"')).trim();
    expect(orders).toMatchObject({ data: [{ status: 'open' }, {}, {}, {}, {}], page: { limit: 5 } });
    expect(customer).toMatchObject({ id: 'C10001', addresses: expect.any(Array) });
    expect(order).toMatchObject({ status: 'succeeded', result: { id: expect.stringMatching(/^SO-\d+$/) } });
    for (const [, address = ''] of firstScreen.matchAll(
      /(http:\S+\/(?:docs|openapi\.json|health\/ready|statements))/g,
    )) {
      expect([address, (await fetch(address)).status]).toEqual([address, 200]);
    }
    await endByControlC(program);
  });

  it('keeps what is secret in files that only their owner can read', () => {
    const files = [
      'first-client.secret',
      'pepper.key',
      ...readdirSync(join(data, 'signing-keys')).map((name) => join('signing-keys', name)),
      'cursor.key',
      'first-administrator.secret',
      'demo/passwords.json',
    ];
    expect(files).toHaveLength(6);
    expect(files.map((file) => [file, (statSync(join(data, file)).mode & 0o777).toString(8)])).toEqual(
      files.map((file) => [file, '600']),
    );
    expect((statSync(data).mode & 0o077).toString(8)).toBe('0');
    const log = readFileSync(join(data, 'banyan.log'), 'utf8');
    expect(log).toContain('"gateway stopped"');
    expectEverySecretIsKeptIn(log);
  });

  it('keeps its data: a second start prints the same working lines, and the old token still holds', async () => {
    const before = readdirSync(data).sort((one, other) => one.localeCompare(other));
    const kept = secretIn('first-client.secret');
    await using program = start();
    await program.said(LAST_LINE, PATIENCE_MS);
    expect(commandsOf(program.output)).toEqual(commandsOf(firstScreen));
    expect(await pasted(program.output)).toMatchObject([
      { page: { limit: 5 } },
      { id: 'C10001' },
      { operation: 'orders.create', status: 'succeeded' },
    ]);
    expect([secretIn('first-client.secret'), readdirSync(data).sort((one, other) => one.localeCompare(other))]).toEqual(
      [kept, before],
    );
    const read = commandsOf(program.output)[1] ?? '';
    expect(JSON.parse(await inShell(`TOKEN='${firstToken}'`, read))).toMatchObject({ page: { limit: 5 } });
    await endByControlC(program);
  });

  it('lets commands in a second terminal find its ERP: check --live needs no address', async () => {
    await using program = start();
    await program.said(LAST_LINE, PATIENCE_MS);
    const copy = join(folder.path, 'contoso');
    cpSync('facades/contoso', copy, { recursive: true });
    const args = ['bin/banyan.mjs', 'check', '--live', copy];
    const { code, output, complaints } = await runProgram({ args, environment });
    expect([code, output, complaints]).toEqual([0, expect.stringMatching(/ 0 differences.*: sound\./s), '']);
    const lock = 'shape.lock.yaml';
    expect(readFileSync(join(copy, lock), 'utf8')).toBe(readFileSync(join('facades/contoso', lock), 'utf8'));
    await endByControlC(program);
    // Once the ERP has gone its address is forgotten, and the command says what is missing.
    const later = await runProgram({ args, environment });
    expect([later.code, later.complaints]).toEqual([1, expect.stringContaining('ERP_REPLICA_URL')]);
  });

  it('that is killed leaves nothing of the demo ERP behind', async () => {
    await using program = start();
    await program.said(LAST_LINE, PATIENCE_MS);
    const erp = childrenOf(program.pid);
    expect(erp.map(isRunning)).toEqual([true, true]);
    program.signal('SIGKILL');
    await program.ended;
    await eventually('the ERP and its SFTP server to end by themselves', () => !erp.some(isRunning));
    // What a kill leaves lying about does not stop the next start.
    await using next = start();
    await next.said(LAST_LINE, PATIENCE_MS);
    await endByControlC(next);
  });

  it('says in one sentence that a port is taken, and leaves nothing running', async () => {
    await using taken = await occupyPort();
    const port = String(taken.port);
    for (const name of ['BANYAN_PORT', 'BANYAN_ADMIN_PORT']) {
      const end = await runProgram({ args: [PROGRAM], environment: { ...environment, [name]: port } });
      expect([end.code, end.output]).toEqual([1, '']);
      expect(end.complaints).toMatch(new RegExp(`^The address is taken: .*${port}.*choose other ports.*\n$`));
    }
  });
});

function expectEverySecretIsKeptIn(log: string): void {
  for (const file of ['first-client.secret', 'pepper.key']) expect(log).not.toContain(secretIn(file));
}

/** What a terminal does on Ctrl-C: SIGINT to the whole group. All programs end, the gateway well and with a word. */
async function endByControlC(program: RunningProgram): Promise<void> {
  const erp = childrenOf(program.pid);
  expect(erp.map(isRunning)).toEqual([true, true]);
  program.signalGroup('SIGINT');
  expect(await program.ended).toEqual({ code: 0, signal: null });
  expect(program.output).toMatch(/Stopped\.\n$/);
  expect(program.complaints).toBe('');
  expect(erp.some(isRunning)).toBe(false);
}
