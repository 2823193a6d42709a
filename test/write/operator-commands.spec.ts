// The operators' commands of the terminal against a listener in this process: what they send, what they say, how they
// end. They prove themselves with the secret in the data folder.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Command } from 'commander';
import { failureText } from '../../src/kernel/failure-text.js';
import { batchesCommand } from '../../src/cli/operators/batches-command.js';
import { calendarCommand } from '../../src/cli/operators/calendar-command.js';
import { commandsCommand } from '../../src/cli/operators/commands-command.js';
import { protectionCommand } from '../../src/cli/operators/protection-command.js';
import { reviewsCommand } from '../../src/cli/operators/reviews-command.js';
import { makeSecret } from '../../src/credentials/secret.js';
import { BATCH, startSmallAdmin, TOKEN } from '../support/write/small-admin.js';
import type { SmallAdmin } from '../support/write/small-admin.js';

const GROUPS: Readonly<Record<string, () => Command>> = {
  batches: batchesCommand,
  calendar: calendarCommand,
  commands: commandsCommand,
  protection: protectionCommand,
  reviews: reviewsCommand,
};

let admin: SmallAdmin;
let folder: string;
let said: string[];
beforeEach(async () => {
  admin = await startSmallAdmin();
  folder = await mkdtemp(join(tmpdir(), 'banyan-operators-'));
  await writeFile(join(folder, 'first-administrator.secret'), TOKEN, { mode: 0o600 });
  Object.assign(process.env, { BANYAN_DATA: folder, BANYAN_ADMIN_PORT: new URL(admin.url).port });
  said = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0);
});
afterEach(async () => {
  jest.restoreAllMocks();
  delete process.env['BANYAN_DATA'];
  delete process.env['BANYAN_ADMIN_PORT'];
  await admin[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

/** Runs `banyan <group> …` and gives back what it said, or why it failed. */
async function banyan(group: string, ...args: readonly string[]): Promise<string> {
  said = [];
  const command = (GROUPS[group] ?? commandsCommand)()
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  for (const each of command.commands) each.configureOutput({ writeErr: () => undefined });
  try {
    await command.parseAsync([...args], { from: 'user' });
  } catch (error) {
    return `failed: ${failureText(error)}`;
  }
  return said.join('');
}

/** The entries of the trail about protection, newest first. */
async function decisions(): Promise<readonly string[]> {
  const found = await admin.door.audit.list({ limit: 3 });
  return found.map(({ entry: { action, subject, reason = '' } }) => `${action} ${subject}: ${reason}`);
}

const WHY = ['--reason', 'phoned the ERP team'] as const;

describe('banyan batches', () => {
  it('lists, shows and decides', async () => {
    const id = await admin.parkBatch();
    expect(await banyan('batches', 'list', '--state', 'parked')).toMatch(new RegExp(`${BATCH}.*A1\\.DAT.*no proof`));
    expect(await banyan('batches', 'show', BATCH)).toMatch(new RegExp(`${id}  parked[^]*history`));
    expect(await banyan('batches', 'arrived', BATCH, ...WHY)).toContain('delivered');
    expect(await banyan('batches', 'resend', BATCH, ...WHY)).toMatch(/^failed: .*\(409\)/);
  });

  it.each(['resend', 'look', 'arrived'])('%s does not run without a reason', async (decision) => {
    expect(await banyan('batches', decision, BATCH)).toMatch(/^failed: .*--reason/);
  });

  it('says when there are none, and gives JSON for other programs', async () => {
    expect(await banyan('batches', 'list')).toBe('No batches.\n');
    expect(JSON.parse(await banyan('batches', 'list', '--json'))).toMatchObject({ data: [] });
  });
});

describe('banyan reviews', () => {
  it('lists and closes, and shows nothing that could steer the terminal', async () => {
    await admin.reviews.put([
      {
        ...{ id: 'r1', kind: 'unreadable', queue: 'inbox/a', fileName: 'A\u001b[2J.ACK', line: 3, detail: 'no result' },
        foundAt: admin.door.journal.instant(),
      },
    ]);
    const listed = await banyan('reviews', 'list');
    expect(listed).toMatch(/r1 .*no result/);
    expect(listed).not.toContain('\u001b');
    expect(await banyan('reviews', 'close', 'r1', ...WHY)).toBe('Closed r1.\n');
    expect(await banyan('reviews', 'list')).toBe('Nothing to review.\n');
    expect(await banyan('reviews', 'list', '--all')).toContain('anna: phoned');
  });
});

describe('banyan calendar', () => {
  it('shows what is closed, opens it for a while and lets it hold again', async () => {
    expect(await banyan('calendar')).toMatch(
      /batch +daily +11:00 to 14:00[^]*procedures +closed until 2026-11-20T14:00/,
    );
    expect(await banyan('calendar', 'open', '--until', '30m', ...WHY)).toMatch(
      /procedures +open[^]*until 2026-11-20T12:30/,
    );
    expect(await banyan('calendar', 'close', ...WHY, '--json')).toContain('"overrides": []');
    const ofReads = await banyan('calendar', 'open', '--until', '30m', '--reads', ...WHY);
    expect(ofReads).toMatch(/procedures +closed[^]*\n {2}reads until 2026-11-20T12:30/);
    expect(await banyan('calendar', 'close', '--reads', ...WHY, '--json')).toContain('"overrides": []');
    expect(await banyan('calendar', 'open', '--until', 'soon', '--reason', ' ')).toMatch(/\(400\)[^]*\/until[^]*/);
  });

  it('opens nothing without an end', async () => {
    expect(await banyan('calendar', 'open', ...WHY)).toMatch(/^failed: .*--until/);
  });
});

describe('banyan protection', () => {
  it('shows every operation and how its lane stands; holds, releases and drops, each on the record', async () => {
    admin.protection.keep('orders', 2);
    expect(await banyan('protection')).toMatch(/^orders\.get +replica +closed +6s +5s +2 .* 2$/m);
    expect(await banyan('protection', 'hold', 'replica', ...WHY)).toMatch(/replica is held by anna since 2026-/);
    expect(await banyan('protection', 'hold', 'replica', ...WHY)).toMatch(/^failed: .*\(409\).*by anna/);
    expect(await banyan('protection', 'release', 'replica', ...WHY)).toMatch(/^orders\.get +replica +half-open/m);
    expect(await banyan('protection', 'drop', 'orders', ...WHY)).toBe('Answers dropped: 2.\n');
    expect(await decisions()).toEqual([
      'cache.drop cache/orders: phoned the ERP team',
      'breaker.release breaker/replica: phoned the ERP team',
      'breaker.hold breaker/replica: phoned the ERP team',
    ]);
  });

  it('gives JSON for other programs, of a gateway and of a facade alone', async () => {
    const live = JSON.parse(await banyan('protection', 'show', '--json')) as { readonly operations: readonly object[] };
    expect(live.operations).toHaveLength(22);
    const offline = await banyan('protection', 'show', '--facade', 'facades/contoso', '--json');
    expect(JSON.parse(offline)).toMatchObject({ cache: null, lanes: [{ now: null }, { now: null }, { now: null }] });
  });

  it.each(['hold', 'release', 'drop'])('%s does not run without a reason', async (decision) => {
    expect(await banyan('protection', decision, 'replica')).toMatch(/^failed: .*--reason/);
  });

  it('tells of names that there are not', async () => {
    expect(await banyan('protection', 'hold', 'replika', ...WHY)).toMatch(/\(404\)/);
    expect(await banyan('protection', 'drop', 'ordres', ...WHY)).toMatch(/\(400\)[^]*\/resource: [^]*orders/);
    expect(await banyan('protection', 'show', '--facade', 'facades/nowhere')).toMatch(
      /^failed: .*not a folder that can be read/,
    );
  });
});

describe('banyan commands erase', () => {
  const settle = async (key: string): Promise<string> => {
    const { found } = await admin.door.path.accept(admin.door.request(key, 'C1'));
    await admin.door.path.cancel('shop', found.command.id);
    return found.command.id;
  };

  it('counts, and erases only when the count is confirmed and still true', async () => {
    const id = await settle('a');
    const args = ['erase', '--key', 'customers/C1', ...WHY];
    expect(await banyan('commands', ...args)).toBe(
      'Would erase what was sent with 1 command. To do it, add --confirm 1.\n',
    );
    await settle('b');
    expect(await banyan('commands', ...args, '--confirm', '1')).toBe(
      'failed: Nothing was erased: it would be 2 now, not 1.',
    );
    expect(JSON.stringify((await admin.door.ledger.find(id))?.command.input)).toContain('C1');
    expect(await banyan('commands', ...args, '--confirm', '2')).toBe('Erased what was sent with 2 commands.\n');
    expect(JSON.stringify((await admin.door.ledger.find(id))?.command.input)).not.toContain('C1');
  });

  it('takes one command, or a text in a field', async () => {
    const id = await settle('a');
    expect(await banyan('commands', 'erase', '--id', id, ...WHY)).toContain('with 1 command');
    expect(await banyan('commands', 'erase', '--field', 'customerId=C1', ...WHY)).toContain('with 1 command');
    expect(await banyan('commands', 'erase', '--field', 'itemId:=1', ...WHY)).toContain('with 1 command');
    expect(await banyan('commands', 'erase', '--field', 'itemId=1', ...WHY)).toContain('with 0 commands');
  });

  it.each([[[]], [['--key', 'a', '--id', 'b']], [['--field', 'x']], [['--field', 'x:=y']]])(
    'of %j asks the gateway nothing',
    async (args) => {
      expect(await banyan('commands', 'erase', ...args, ...WHY)).toMatch(/^failed: /);
    },
  );
});

it("whoever cannot read the secret's file gets nowhere", async () => {
  await rm(join(folder, 'first-administrator.secret'));
  expect(await banyan('calendar')).toMatch(/^failed: The secret of an administrator cannot be read/);
  await writeFile(join(folder, 'first-administrator.secret'), 'wrong');
  expect(await banyan('calendar')).toMatch(/does not hold the secret of an administrator\. Expected: one line/);
  await writeFile(join(folder, 'first-administrator.secret'), makeSecret().text);
  expect(await banyan('calendar')).toMatch(/\(401\)/);
});
