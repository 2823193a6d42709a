// The audit trail of a gateway as people run it: reads of sensitive fields are in it without their values, it is listed,
// exported and verified, while the gateway runs and after it was killed, and what is done to it shows.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { eventually } from '../support/running/eventually.js';
import { ownFolder } from '../support/running/own-folder.js';
import { startErp } from '../support/running/running-erp.js';
import { runProgram } from '../support/running/running-program.js';
import { serveGateway } from '../support/running/served-gateway.js';
import type { ServedGateway } from '../support/running/served-gateway.js';

// Each run of the program loads it anew, which takes seconds on a busy machine.
jest.setTimeout(120_000);

const folder = ownFolder();
const data = join(folder.path, 'data');
const exported = join(folder.path, 'trail.ndjson');
const started = new AsyncDisposableStack();
let gateway: ServedGateway;
/** A customer as a caller has read it. */
let customer: Readonly<Record<string, unknown>>;

beforeAll(async () => {
  const erp = started.use(await startErp());
  gateway = await serveGateway(data, erp.addresses());
  started.use(gateway.program);
  const token = await gateway.token();
  const ask = async (path: string): Promise<unknown> => {
    const answer = await fetch(gateway.publicAddress + path, { headers: { authorization: `Bearer ${token}` } });
    return answer.json();
  };
  const page = (await ask('/v1/customers?limit=20')) as { data: readonly Readonly<Record<string, unknown>>[] };
  const known = page.data.find(({ email }) => typeof email === 'string') ?? {};
  customer = (await ask(`/v1/customers/${String(known['id'])}`)) as typeof customer;
}, 240_000);
afterAll(async () => {
  await started.disposeAsync();
  folder[Symbol.dispose]();
});

function audit(...args: readonly string[]): ReturnType<typeof runProgram> {
  const environment = { BANYAN_DATA: data, BANYAN_ADMIN_PORT: new URL(gateway.adminAddress).port };
  return runProgram({ args: ['bin/banyan.mjs', 'audit', ...args], environment });
}

describe('banyan audit, beside a running gateway', () => {
  it('lists who has read sensitive fields, by subject and never by value', async () => {
    const subject = `customers/${String(customer['id'])}`;
    const listed = await eventually('the read is told of', async () => {
      const { output } = await audit('list', '--action', 'read.sensitive', '--actor', 'client:first-client');
      return output.includes(subject) && output;
    });
    expect(listed).toMatch(/email.* operation=customers\.get/);
    const { output } = await audit('list', '--json', '--limit', '500');
    expect(output).not.toContain(String(customer['email']));
    expect((JSON.parse(output) as { data: { subject: string }[] }).data.map((entry) => entry.subject)).toContain(
      subject,
    );
  });

  it('says all that is wrong with what it was asked at once', async () => {
    const ended = await audit('list', '--action', 'nothing', '--from', 'yesterday');
    expect(ended.code).toBe(1);
    expect(ended.complaints).toMatch(/action: .*\n.*from: Expected a moment/);
  });

  it('verifies the trail, and an export of it', async () => {
    const verified = await audit('verify');
    expect([verified.complaints, verified.code]).toEqual(['', 0]);
    expect(verified.output).toMatch(/nothing was edited, deleted, reordered or inserted/);
    expect((await audit('export', '--out', exported)).code).toBe(0);
    expect(await audit('verify', '--export', exported)).toMatchObject({ code: 0, complaints: '' });
    const again = await audit('export', '--out', exported);
    expect([again.code, again.complaints]).toEqual([
      2,
      expect.stringContaining('is there already. It was not touched'),
    ]);
    const part = await audit('export', '--action', 'read.sensitive');
    expect(part.output.trimEnd().split('\n').at(-1)).toMatch(/^\{"kind":"end","entries":\d+\}$/);
  });
});

describe('banyan audit, after the gateway was killed', () => {
  beforeAll(async () => {
    process.kill(gateway.program.pid, 'SIGKILL');
    await gateway.program.ended;
  });

  it('still verifies, and says what was done to the store then', async () => {
    expect(await audit('verify')).toMatchObject({ code: 0, complaints: '' });
    const database = new DatabaseSync(join(data, 'ledger', 'store.db'));
    const place = String(database.prepare("SELECT place FROM audit WHERE action = 'client.create'").get()?.['place']);
    database.exec(`UPDATE audit SET entry = replace(entry, 'first-client', 'last-client') WHERE place = ${place}`);
    database.close();
    const { code, output, complaints } = await audit('verify');
    expect([code, complaints]).toEqual([1, expect.stringContaining('not as it was written')]);
    expect(output).toContain(`Entry ${place}: edited`);
  });

  it('fails when every head is gone, and says how to go on', async () => {
    const kept = join(folder.path, 'kept-heads.ndjson');
    renameSync(join(data, 'audit-heads.ndjson'), kept);
    const database = new DatabaseSync(join(data, 'ledger', 'store.db'));
    database.exec('DELETE FROM audit_note; DELETE FROM audit WHERE place > 1');
    database.close();
    const { code, output } = await audit('verify');
    expect([code, output]).toEqual([1, expect.stringMatching(/no signed head of this store[^]*--heads <file>/)]);
    expect((await audit('verify', '--heads', kept)).output).toMatch(/cut off/);
    const emptied = new DatabaseSync(join(data, 'ledger', 'store.db'));
    emptied.exec('DELETE FROM audit');
    emptied.close();
    expect(await audit('verify')).toMatchObject({ code: 1, complaints: expect.stringContaining('There is no entry') });
  });

  it('shows an export that was changed, or is not whole', async () => {
    const lines = readFileSync(exported, 'utf8').trimEnd().split('\n');
    writeFileSync(exported, lines.map((line) => `${line.replace('"done"', '"refused"')}\n`).join(''));
    expect((await audit('verify', '--export', exported)).output).toMatch(/edited/);
    writeFileSync(
      exported,
      lines
        .slice(0, -1)
        .map((line) => `${line}\n`)
        .join(''),
    );
    expect((await audit('verify', '--export', exported)).complaints).toContain('its last line is missing');
  });
});
