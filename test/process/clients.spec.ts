// Clients, administrators and keys from the terminal, over real processes: the three tasks that administrators do most,
// what a colleague may not do, and where a secret may be seen.
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ownFolder } from '../support/running/own-folder.js';
import { startErp } from '../support/running/running-erp.js';
import { runProgram } from '../support/running/running-program.js';
import { serveGateway } from '../support/running/served-gateway.js';
import type { ServedGateway } from '../support/running/served-gateway.js';

// Each run of the program loads it anew, which takes seconds on a busy machine.
jest.setTimeout(180_000);

const folder = ownFolder();
const data = join(folder.path, 'data');
const started = new AsyncDisposableStack();
let gateway: ServedGateway;
beforeAll(async () => {
  const erp = started.use(await startErp());
  gateway = await serveGateway(data, erp.addresses());
  started.use(gateway.program);
}, 240_000);
afterAll(async () => {
  await started.disposeAsync();
  folder[Symbol.dispose]();
});

const inFolder = (name: string): string => join(folder.path, name);

function banyan(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const own = { BANYAN_DATA: data, BANYAN_ADMIN_PORT: new URL(gateway.adminAddress).port };
  return runProgram({ args: ['bin/banyan.mjs', ...args], environment: { ...own, ...environment } });
}

/** Standard output of a command that goes well. */
async function done(...args: readonly string[]): Promise<string> {
  const { code, output, complaints } = await banyan(args);
  expect([args.join(' '), code, code === 0 ? '' : complaints]).toEqual([args.join(' '), 0, '']);
  return output.trim();
}

/** What the token endpoint says to a secret of `web-shop`: 200 or 401. */
async function tokenStatus(secret: string): Promise<number> {
  const authorization = `Basic ${Buffer.from(`web-shop:${secret}`).toString('base64')}`;
  const body = new URLSearchParams({ grant_type: 'client_credentials' });
  const url = `${gateway.publicAddress}/oauth/token`;
  return (await fetch(url, { method: 'POST', headers: { authorization }, body })).status;
}

async function show(id: string): Promise<{ credentials: { id: string; state: string; lastUse?: object }[] }> {
  return JSON.parse(await done('clients', 'show', id, '--json')) as Awaited<ReturnType<typeof show>>;
}

describe('banyan clients', () => {
  let first = '';
  let second = '';

  it('makes a client; its secret is on standard output alone, once, and gets a token', async () => {
    const args = ['create', 'web-shop', '--name', 'Web shop', '--contact', 'shop team', '--scope', 'orders.*'];
    const { code, output, complaints } = await banyan(['clients', ...args, '--reason', 'the new shop']);
    expect([code, output]).toEqual([0, expect.stringMatching(/^bny_[0-9a-f_]{89,90}\n$/)]);
    first = output.trim();
    expect(complaints).not.toContain(first);
    expect(await tokenStatus(first)).toBe(200);
    const shown = await done('clients', 'show', 'web-shop');
    expect(shown).toMatch(/web-shop {2}application {2}Web shop[^]*scopes +orders\.\*[^]*active[^]*token/);
    expect(shown).not.toContain(first);
  });

  it('rotates without downtime: old and new both work, and it shows which is in use', async () => {
    const file = inFolder('second.secret');
    expect(await done('clients', 'rotate', 'web-shop', '--overlap', '24h', '--secret-file', file)).toBe('');
    second = readFileSync(file, 'utf8').trim();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect([await tokenStatus(first), await tokenStatus(second)]).toEqual([200, 200]);
    expect(await done('clients', 'show', 'web-shop')).toMatch(/retiring[^]*127\.0\.0\.1[^]*active[^]*127\.0\.0\.1/);
    const third = await banyan(['clients', 'rotate', 'web-shop', '--secret-file', inFolder('third')]);
    expect([third.code, third.complaints]).toEqual([1, expect.stringContaining('(409)')]);
    expect(existsSync(inFolder('third'))).toBe(false);
  });

  it('never overwrites a file, and makes no secret that it could not hand out', async () => {
    const { code, complaints } = await banyan([
      'clients',
      'rotate',
      'web-shop',
      '--secret-file',
      inFolder('second.secret'),
    ]);
    expect([code, complaints]).toEqual([2, expect.stringContaining('none was made')]);
    expect((await show('web-shop')).credentials).toHaveLength(2);
  });

  it('extends a retirement, calls it off, and ends it', async () => {
    const [old] = (await show('web-shop')).credentials;
    const id = old?.id ?? '';
    expect(await done('clients', 'retirement', 'web-shop', id, '--until', '48h')).toContain('retiring');
    expect(await done('clients', 'retirement', 'web-shop', id, '--cancel')).not.toContain('retiring');
    expect(await done('clients', 'retirement', 'web-shop', id, '--until', '0s')).toContain('expired');
    expect([await tokenStatus(first), await tokenStatus(second)]).toEqual([401, 200]);
  });

  it('revokes a credential at once', async () => {
    const { credentials } = await show('web-shop');
    const id = credentials.at(-1)?.id ?? '';
    const third = await done('clients', 'rotate', 'web-shop', '--overlap', '7d', '--from-first-use');
    expect(await done('clients', 'revoke', 'web-shop', '--credential', id, '--reason', 'it leaked')).toContain(
      'revoked',
    );
    expect([await tokenStatus(second), await tokenStatus(third)]).toEqual([401, 200]);
  });

  it('changes what a client may do, finds what is about to end, and revokes it for good', async () => {
    const changed = ['--scope', 'orders.list', '--clear', 'contact', '--credential-days', '5'];
    expect(await done('clients', 'change', 'web-shop', ...changed)).not.toContain('shop team');
    await done('clients', 'create', 'short', '--name', 'Short', '--scope', 'orders.list', '--credential-days', '3');
    expect(await done('clients', 'expiring', '--within', '7d')).toMatch(/short/);
    expect(await done('clients', 'list')).toMatch(/first-client[^]*short[^]*web-shop/);
    expect(await done('clients', 'revoke', 'short')).toContain('revoked');
  });

  it('refuses a change that changes nothing, and a secret that is none, without repeating it', async () => {
    const nothing = await banyan(['clients', 'change', 'web-shop', '--reason', 'none']);
    expect([nothing.code, nothing.complaints]).toEqual([
      2,
      expect.stringMatching(/^Say what to change: --name <text>/),
    ]);
    const two = inFolder('two.secrets');
    writeFileSync(two, `${first}\n${second}\n`);
    const { code, output, complaints } = await banyan(['clients', 'list'], { BANYAN_ADMINISTRATOR_SECRET_FILE: two });
    expect([code, output]).toEqual([1, '']);
    expect(complaints).toContain(`The file ${two} does not hold the secret of an administrator.`);
    expect(complaints).not.toMatch(/bny_[0-9a-f]/);
  });

  it('says every fault at once', async () => {
    const wrong = [
      'create',
      'web shop',
      '--name',
      'x',
      '--scope',
      'order.list',
      'customers.lst',
      '--network',
      '10.0.0.0/99',
    ];
    const { code, complaints } = await banyan(['clients', ...wrong]);
    expect(code).toBe(1);
    for (const place of ['/id', '/scopes/0', '/scopes/1', '/networks/0']) expect(complaints).toContain(place);
  });
});

describe('banyan administrators', () => {
  it('gives a colleague an access of its own, which cannot over-reach', async () => {
    const file = inFolder('mette.secret');
    const may = ['--scope', 'admin.clients.*', 'admin.administrators.write', '--grant', 'orders.*'];
    await done('administrators', 'create', 'mette', '--name', 'Mette', ...may, '--secret-file', file);
    const asMette = (args: readonly string[]) => banyan(args, { BANYAN_ADMINISTRATOR_SECRET_FILE: file });

    expect((await asMette(['clients', 'create', 'desk', '--name', 'Desk', '--scope', 'orders.list'])).code).toBe(0);
    const refused: readonly (readonly [string[], string])[] = [
      [['clients', 'create', 'all', '--name', 'All', '--scope', '*'], '(403)'],
      [['clients', 'rotate', 'first-client'], '(403)'],
      [['administrators', 'change', 'mette', '--scope', 'admin.*'], '(403)'],
      [['administrators', 'create', 'x', '--name', 'X', '--scope', 'admin.audit.read'], '(403)'],
      [['administrators', 'revoke', 'first-administrator'], 'admin.administrators.revoke'],
      [['keys', 'rotate'], 'admin.keys.rotate'],
    ];
    for (const [args, said] of refused) {
      const { code, complaints } = await asMette(args);
      expect([args.join(' '), code, complaints]).toEqual([args.join(' '), 1, expect.stringContaining(said)]);
    }
    const trail = await done('audit', 'list', '--actor', 'administrator:mette', '--outcome', 'refused');
    expect(trail.match(/refused/g)?.length).toBeGreaterThanOrEqual(refused.length);
  });

  it('never leaves nobody to administer the gateway', async () => {
    const { credentials } = JSON.parse(await done('administrators', 'show', 'first-administrator', '--json')) as {
      credentials: { id: string }[];
    };
    const args = ['revoke', 'first-administrator', '--credential', credentials[0]?.id ?? ''];
    const { code, complaints } = await banyan(['administrators', ...args]);
    expect([code, complaints]).toEqual([1, expect.stringMatching(/\((403|409)\)/)]);
  });
});

describe('banyan keys', () => {
  it('shows the keys that sign, and brings in the next one', async () => {
    expect(await done('keys', 'list')).toMatch(/current/);
    expect(await done('keys', 'rotate', '--reason', 'the yearly rotation')).toMatch(/current[^]*next/);
  });
});

it('no secret is in anything the gateway has written or said', () => {
  const secrets = [...gateway.program.output.matchAll(/bny_[0-9a-f]{16}_[0-9a-f]{64}/g)];
  expect(secrets).toEqual([]);
});
