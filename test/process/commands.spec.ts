// The `banyan` command as a person or a pipeline runs it: what it prints, what it changes, how it ends.
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { parseSecret } from '../../src/credentials/secret.js';
import { eventually } from '../support/running/eventually.js';
import { ownFolder } from '../support/running/own-folder.js';
import { startErp } from '../support/running/running-erp.js';
import type { RunningErp } from '../support/running/running-erp.js';
import { RunningProgram, runProgram } from '../support/running/running-program.js';

// Each run of the program loads it anew, which takes seconds on a busy machine.
jest.setTimeout(120_000);

const folder = ownFolder();
const data = join(folder.path, 'data');
let erp: RunningErp;
beforeAll(async () => {
  erp = await startErp();
});
afterAll(async () => {
  await erp[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

type Ended = Awaited<ReturnType<typeof runProgram>>;

function banyan(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return runProgram({ args: ['bin/banyan.mjs', ...args], environment: { BANYAN_DATA: data, ...environment } });
}

/** A copy of a facade to break or to rewrite. */
function copyOf(facade: string, name: string): string {
  const path = join(folder.path, name);
  rmSync(path, { recursive: true, force: true });
  cpSync(facade, path, { recursive: true });
  return path;
}

function change(file: string, from: string, to: string): number {
  const text = readFileSync(file, 'utf8');
  const at = text.indexOf(from);
  if (at < 0) throw new Error(`${file} holds no ${from}`);
  writeFileSync(file, text.replace(from, to));
  return text.slice(0, at).split('\n').length;
}

/** Where administrators and operators sit. */
const DESKS = [
  'clients',
  'administrators',
  'keys',
  'commands',
  'batches',
  'reviews',
  'calendar',
  'protection',
  'audit',
];

describe('banyan secret', () => {
  it('prints a secret that a gateway can be started with, another one each time', async () => {
    const [one, other] = await Promise.all([banyan(['secret']), banyan(['secret'])]);
    expect([one.code, parseSecret(one.output.trimEnd())?.text]).toEqual([0, one.output.trimEnd()]);
    expect(other.output).not.toBe(one.output);
  });
});

describe('every command', () => {
  it('is listed by --help, the desks of operators among them', async () => {
    const { output } = await banyan(['--help']);
    const listed = [...output.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name);
    const programs = ['start', 'serve', 'check', 'openapi', 'explain', 'settings', 'secret'];
    expect(listed).toEqual([...programs, ...DESKS, 'help']);
  });

  it.each([
    '',
    'start',
    'serve',
    'check',
    'openapi',
    'explain',
    'settings',
    ...DESKS,
    'commands erase',
    'batches arrived',
    'clients rotate',
    'audit verify',
  ])('explains itself: %s --help', async (name) => {
    const { code, output, complaints } = await banyan([...name.split(' ').filter((word) => word !== ''), '--help']);
    expect([code, complaints]).toEqual([0, '']);
    expect(output).toMatch(new RegExp(`^Usage: banyan ${name}`));
  });

  it.each([
    [['fly'], /unknown command 'fly'/],
    [['check', '--alive'], /unknown option '--alive'.*Did you mean --live/s],
    [['explain'], /missing required argument 'operation'/],
    [['commands', 'retry', '01JD7Z5W3KQ8M4R2T6V9X1Y0AB'], /required option '--reason <sentence>' not specified/],
    [['batches', 'arrived', '--reason', 'seen'], /missing required argument 'id'/],
    [['calendar', 'open', '--reason', 'now'], /required option '--until <when>' not specified/],
    [['commands', 'erase', '--reason', 'asked'], /Say exactly one of --key, --id and --field/],
    [['openapi', 'v2'], /no version v2; there is v1/],
    [['explain', 'orders.drop'], /no operation orders\.drop; it has .*orders\.list/],
    [
      ['explain', 'orders.list', '--query', 'stauts=open&limit=0'],
      /stauts: .*Did you mean status.*limit: Expected a whole number/s,
    ],
  ] as const)('says what is wrong with %j and ends with 2', async (args, expected) => {
    const { code, output, complaints } = await banyan(args);
    expect([code, output]).toEqual([2, '']);
    expect(complaints).toMatch(expected);
  });

  it.each([['settings'], ['start']])('%s names every wrong setting at once and ends with 2', async (name) => {
    const wrong = {
      BANYAN_PORT: 'banana',
      BANYAN_LOG_LEVEL: 'loud',
      BANYAN_TOKEN_LIFETIME: '1ms',
      BANYAN_PROT: '3000',
    };
    const { code, output, complaints } = await banyan([name], wrong);
    expect([code, output]).toEqual([2, '']);
    for (const setting of Object.keys(wrong)) expect(complaints).toContain(setting);
    expect(complaints).toMatch(/BANYAN_LOG_LEVEL: .*debug, info, warn, error/);
  });
});

describe('banyan settings', () => {
  it('prints what is in force in a form that can be read back, without secrets', async () => {
    const { code, output } = await banyan(['settings'], { BANYAN_PORT: '4711' });
    expect(code).toBe(0);
    expect(output).toContain('BANYAN_PORT=4711\n');
    for (const line of output.trim().split('\n')) expect(line).toMatch(/^(#.*|BANYAN_[A-Z_]+=.*|)$/);
  });
});

describe('banyan openapi', () => {
  it('prints the committed document to the byte', async () => {
    const { code, output } = await banyan(['openapi']);
    expect([code, output === readFileSync('openapi/v1.yaml', 'utf8')]).toEqual([0, true]);
  });
});

describe('banyan explain', () => {
  it('prints the statements of a request with their parameters, without a server', async () => {
    const { code, output } = await banyan(['explain', 'orders.list', '--query', 'status=open&limit=5&count=exact']);
    expect(code).toBe(0);
    expect(output).toMatch(/\/\* orders\.list \*\/\nSELECT TOP \(@limit\) .*FROM \[api\]\.\[Orders\].*@limit int = 6/s);
    expect(output).toMatch(/-- count at replica/);
  });

  it('prints what really runs', async () => {
    const { output } = await banyan(['explain', 'invoices.get', '--key', '700001']);
    for (const view of ['Invoices', 'InvoiceLines']) expect(output).toContain(`FROM [api].[${view}]`);
    expect((await banyan(['explain', 'prices.get', '--key', 'nothing'])).output).toMatch(/Nothing is sent/);
  });
});

describe('banyan check', () => {
  it('finds the demo facade sound, with nothing but its folder', async () => {
    const { code, output, complaints } = await banyan(['check']);
    expect([code, complaints]).toEqual([0, '']);
    expect(output).toContain('facades/contoso: sound. 9 resources, 22 operations.');
    const writes = [...output.matchAll(/^ {2}(\S+): (exactly once|at most once, with review) \(/gm)];
    expect(writes.map(([, operation, effect]) => [operation, effect])).toEqual([
      ['customers.create', 'exactly once'],
      ['customers.amend', 'exactly once'],
      ['orders.create', 'exactly once'],
      ['orders.amend', 'exactly once'],
      ['orders.release', 'at most once, with review'],
      ['stock-counts.create', 'exactly once'],
    ]);
  });

  it('names every fault with file and line, and serving refuses to start for the same reasons', async () => {
    const broken = copyOf('facades/contoso', 'broken');
    const lines = [
      ['facade.yaml', change(join(broken, 'facade.yaml'), 'concurrency: 8', 'concurrency: 0')],
      [
        'resources/orders.yaml',
        change(join(broken, 'resources/orders.yaml'), '{ column: ORDTOT }', '{ column: ORDTOTT }'),
      ],
      ['resources/items.yaml', change(join(broken, 'resources/items.yaml'), 'when: ["01"]', 'when: [01]')],
      [
        'resources/prices.yaml',
        change(join(broken, 'resources/prices.yaml'), 'price: [gte, lte]', 'prise: [gte, lte]'),
      ],
    ] as const;
    const served = { BANYAN_FACADE: broken, ...erp.addresses() };
    for (const end of [
      await banyan(['check', broken]),
      await banyan(['serve'], served),
      await banyan(['start'], served),
    ]) {
      expect([end.code, end.output]).toEqual([1, '']);
      for (const [file, line] of lines) expect(end.complaints).toContain(`${file}:${line}`);
    }
  });

  it('--live leaves the lock as it is, to the byte, when the ERP is what the facade was made for', async () => {
    const copy = copyOf('facades/contoso', 'same');
    const { code, output } = await banyan(['check', '--live', copy], { ...erp.addresses() });
    expect([code, output]).toEqual([0, expect.stringContaining('shape.lock.yaml: 0 differences')]);
    expect(readFileSync(join(copy, 'shape.lock.yaml'), 'utf8')).toBe(
      readFileSync('facades/contoso/shape.lock.yaml', 'utf8'),
    );
  });

  it('--live says what differs, keeps the truth in the lock, and ends with 1', async () => {
    const copy = copyOf('facades/contoso', 'other');
    const lock = join(copy, 'shape.lock.yaml');
    writeFileSync(lock, readFileSync(lock, 'utf8').replace('ORDTOT: decimal(15,2)', 'ORDTOT: decimal(13,2)'));
    const before = readFileSync(lock, 'utf8');
    const { code, output } = await banyan(['check', '--live', copy], { ...erp.addresses() });
    expect(before).not.toBe(readFileSync('facades/contoso/shape.lock.yaml', 'utf8'));
    expect([code, output]).toEqual([1, expect.stringMatching(/api\.Orders.*ORDTOT.*decimal\(15,2\)/s)]);
    expect(readFileSync(lock, 'utf8')).toBe(readFileSync('facades/contoso/shape.lock.yaml', 'utf8'));
  });

  it('--live says why it could not ask, and leaves the lock alone', async () => {
    const copy = copyOf('facades/contoso', 'unasked');
    const url = erp.url().replace(String(erp.port), '1');
    const { code, complaints } = await banyan(['check', '--live', copy], { ...erp.addresses(), ERP_REPLICA_URL: url });
    expect([code, complaints]).toEqual([1, expect.stringMatching(/source replica: .+/)]);
    expect(complaints).not.toContain(encodeURIComponent(erp.password('banyan_reader')));
    expect(readFileSync(join(copy, 'shape.lock.yaml'), 'utf8')).toBe(
      readFileSync('facades/contoso/shape.lock.yaml', 'utf8'),
    );
  });
});

describe('another facade over the same build', () => {
  it('needs a folder and environment variables: learned from its server, checked, served', async () => {
    const facade = copyOf('test/process/tariffs', 'tariffs');
    const environment = { BANYAN_FACADE: facade, TARIFFS_ERP_URL: erp.url() };
    expect(await banyan(['check', '--live'], environment)).toMatchObject({ code: 0, complaints: '' });
    expect(await banyan(['check'], { BANYAN_FACADE: facade })).toMatchObject({ code: 0, complaints: '' });
    await using program = new RunningProgram({
      args: ['bin/banyan.mjs', 'serve'],
      environment: { ...environment, BANYAN_DATA: data, BANYAN_PORT: '0', BANYAN_ADMIN_PORT: '0' },
    });
    const address = await eventually(
      'the gateway',
      () => /"publicAddress":"([^"]+)"/.exec(program.output)?.[1],
      60_000,
    );
    const bearer = readFileSync(join(data, 'first-client.secret'), 'utf8').trim();
    const read = async (path: string): Promise<unknown> =>
      (await fetch(address + path, { headers: { authorization: `Bearer ${bearer}` } })).json();
    expect(await read('/v7/tariffs?currency=EUR')).toMatchObject({ data: [{ currency: 'EUR' }], asOf: null });
    expect(await read('/v7/tariffs/DKK-ST')).toEqual({ code: 'DKK-ST', label: expect.any(String), currency: 'DKK' });
    expect(await read('/v1/orders')).toMatchObject({ code: 'not-found' });
    program.signal('SIGTERM');
    expect(await program.ended).toEqual({ code: 0, signal: null });
  });

  it('says which variable is missing, and where it is asked for', async () => {
    const { code, complaints } = await banyan(['serve'], { BANYAN_FACADE: 'test/process/tariffs' });
    expect([code, complaints]).toEqual([1, expect.stringMatching(/facade\.yaml:\d+.*TARIFFS_ERP_URL/)]);
  });
});
