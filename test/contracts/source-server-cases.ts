// What a Source promises when its server misbehaves. Everything here is measured at the server.
import { expect, it } from '@jest/globals';
import { DeadlineExceeded } from '../../src/kernel/deadline.js';
import type { Observation } from '../../src/observability/observation.js';
import type { MisbehavingServer, OpenedSource, OpenOptions, SourceFixture } from './source-fixture.js';
import { ask, faultOf, patient, rowsPlan } from './source-asking.js';
import { columnOf, NOTES, TYPES } from './source-data.js';
import { until } from './until.js';

interface Playing {
  readonly server: MisbehavingServer;
  readonly open: (options?: OpenOptions) => OpenedSource;
  /** A plan whose statement the server recognises by its operation. */
  readonly plan: (operation?: string) => ReturnType<typeof rowsPlan>;
}

export function serverCases(fixture: () => SourceFixture, test: typeof it): void {
  const playing = (): Playing => {
    const { server, schema } = fixture();
    if (server === undefined) throw new Error('this place has no misbehaving server');
    server.behave();
    server.forget();
    return {
      server,
      open: (options) => fixture().open(options),
      plan: (operation = 'contract.list') => rowsPlan({ schema, view: NOTES }, { operation }),
    };
  };

  cancelCases(playing, test);
  lossCases(playing, test);
  proofCases(playing, test);
  parameterCases(fixture, playing, test);
}

function cancelCases(playing: () => Playing, test: typeof it): void {
  test('cancels at the ERP at the deadline, waits for its acknowledgement and uses the same connection again', async () => {
    const { server, open, plan } = playing();
    const { source, observed } = open();
    await ask(source, plan());
    const [logins, attentions] = [server.logins(), server.attentions()];
    server.misbehave({ kind: 'stall', ignoreAttention: false }, 'contract.slow');
    const controller = new AbortController();
    const read = faultOf(ask(source, plan('contract.slow'), controller.signal));
    await until(() => server.running() === 1);
    controller.abort(new DeadlineExceeded(50));
    expect(await read).toBe('timed-out');
    expect([server.running(), server.attentions()]).toEqual([0, attentions + 1]);
    await ask(source, plan());
    expect(server.logins()).toBe(logins);
    expect(statementEnds(observed)).toEqual(['completed', 'timed-out', 'completed']);
  });

  test('tells a caller who went away from a deadline', async () => {
    const { server, open, plan } = playing();
    const { source } = open();
    server.misbehave({ kind: 'stall', ignoreAttention: false }, 'contract.slow');
    const controller = new AbortController();
    const read = faultOf(ask(source, plan('contract.slow'), controller.signal));
    await until(() => server.running() === 1);
    controller.abort();
    expect(await read).toBe('cancelled');
  });

  test('cuts the connection of a server that ignores the cancel, and settles only when it is gone', async () => {
    const { server, open, plan } = playing();
    const { source } = open({ connections: 1 });
    await ask(source, plan());
    server.misbehave({ kind: 'stall', ignoreAttention: true }, 'contract.deaf');
    const controller = new AbortController();
    let settled = false;
    const read = faultOf(ask(source, plan('contract.deaf'), controller.signal)).finally(() => (settled = true));
    await until(() => server.running() === 1);
    const sessions = server.sessions();
    controller.abort(new DeadlineExceeded(50));
    await until(() => server.sessions() < sessions || settled);
    expect(await read).toBe('timed-out');
    await until(() => server.sessions() < sessions);
    server.behave();
    expect(await ask(source, plan())).toHaveLength(NOTES.rows.length);
  });
}

function lossCases(playing: () => Playing, test: typeof it): void {
  test('says lost when the connection dies in the middle of a result, and goes on with another', async () => {
    const { server, open, plan } = playing();
    const { source, observed } = open();
    server.misbehave({ kind: 'drop-midway' }, 'contract.drop');
    expect(await faultOf(ask(source, plan('contract.drop')))).toBe('lost');
    expect(await ask(source, plan())).toHaveLength(NOTES.rows.length);
    expect(statementEnds(observed)).toEqual(['lost', 'completed']);
  });

  test.each([
    [1205, 'transient'],
    [229, 'refused'],
    [983, 'unavailable'],
  ])('classifies error %i as %s and keeps the connection', async (number, kind) => {
    const { server, open, plan } = playing();
    const { source } = open();
    await ask(source, plan());
    const logins = server.logins();
    server.misbehave({ kind: 'error', number }, 'contract.error');
    expect(await faultOf(ask(source, plan('contract.error')))).toBe(kind);
    await ask(source, plan());
    expect(server.logins()).toBe(logins);
  });

  test('starts while the ERP is down, says so with advice, and serves as soon as it is up', async () => {
    const { server, open, plan } = playing();
    await server.stop();
    const { source, observed } = open();
    expect(await source.probe(patient)).toMatchObject({
      kind: 'unavailable',
      advice: expect.stringContaining('Nothing listens'),
    });
    expect(await faultOf(ask(source, plan()))).toBe('unavailable');
    expect(refusals(observed)).toContain('unreachable');
    await server.start();
    expect(await source.probe(patient)).toMatchObject({ kind: 'ready' });
    expect(await ask(source, plan())).toHaveLength(NOTES.rows.length);
  });

  test('survives a restart of the ERP under idle connections', async () => {
    const { server, open, plan } = playing();
    const { source, observed } = open();
    await Promise.all([ask(source, plan()), ask(source, plan())]);
    await server.stop();
    await until(() => lastPool(observed)?.open === 0);
    await server.start();
    expect(await ask(source, plan())).toHaveLength(NOTES.rows.length);
  });

  test('never has more statements or sessions at the ERP than connections were granted', async () => {
    const { server, open, plan } = playing();
    const { source, observed } = open({ connections: 3 });
    await Promise.all(Array.from({ length: 30 }, () => ask(source, plan())));
    const pools = observed.filter((seen) => seen.kind === 'pool-changed');
    expect(Math.max(...pools.map(({ open: count }) => count))).toBeLessThanOrEqual(3);
    expect(server.running()).toBe(0);
  });
}

/** Sessions that earlier cases have left idle would be counted, and end whenever they like. */
async function endOthers(server: MisbehavingServer): Promise<void> {
  await server.stop();
  await server.start();
}

function proofCases(playing: () => Playing, test: typeof it): void {
  test('says what to do when the login is refused, and never the password', async () => {
    const { open, plan } = playing();
    const { source, observed } = open({ login: 'stranger' });
    expect(await faultOf(ask(source, plan()))).toBe('unavailable');
    expect(await source.probe(patient)).toMatchObject({ advice: expect.stringContaining('18456') });
    expect(refusals(observed)).toEqual(['login-refused', 'login-refused']);
    expect(JSON.stringify(observed)).not.toContain('wrong-password');
  });

  test('closes a login that could write before its first statement, and names what it holds', async () => {
    const { server, open, plan } = playing();
    await endOthers(server);
    const { source } = open({ login: 'owner', readOnly: 'grants' });
    expect(await source.probe(patient)).toMatchObject({
      kind: 'unavailable',
      advice: expect.stringContaining('db_owner'),
    });
    expect(await faultOf(ask(source, plan()))).toBe('unavailable');
    expect(server.seen().filter(({ text }) => text.includes('contract.list'))).toEqual([]);
    await until(() => server.sessions() === 0);
  });

  test.each(['replica', 'grants', 'both'] as const)(
    'lets a read-only login on a replica prove %s',
    async (readOnly) => {
      const { open, plan } = playing();
      const { source } = open({ readOnly });
      expect(await source.probe(patient)).toEqual({ kind: 'ready' });
      expect(await ask(source, plan())).toHaveLength(NOTES.rows.length);
    },
  );

  test('carries a standing warning when it is trusted instead of proven', async () => {
    const { open } = playing();
    expect(await open({ readOnly: 'trust' }).source.probe(patient)).toMatchObject({
      standingWarning: expect.stringContaining('trust'),
    });
  });

  test('does not use a connection that landed on the primary after a failover', async () => {
    const { server, open, plan } = playing();
    const { source, observed } = open({ readOnly: 'both' });
    await ask(source, plan());
    await server.stop();
    await until(() => lastPool(observed)?.open === 0);
    server.setReadOnly(false);
    await server.start();
    server.forget();
    expect(await faultOf(ask(source, plan()))).toBe('unavailable');
    expect(server.seen().filter(({ text }) => text.includes('contract.list'))).toEqual([]);
    expect(refusals(observed)).toEqual(['not-read-only']);
    server.setReadOnly(true);
    expect(await ask(source, plan())).toHaveLength(NOTES.rows.length);
  });

  test('closes a connection whose proof no longer holds, although the server kept it', async () => {
    const { server, open, plan } = playing();
    await endOthers(server);
    const { source } = open({ readOnly: 'replica' });
    await ask(source, plan());
    expect(server.sessions()).toBe(1);
    server.setReadOnly(false);
    expect(await source.probe(patient)).toMatchObject({ kind: 'unavailable' });
    await until(() => server.sessions() === 0);
  });
}

function parameterCases(fixture: () => SourceFixture, playing: () => Playing, test: typeof it): void {
  test('sends every value as a parameter of exactly the column type, and none in the text', async () => {
    const { server, open } = playing();
    const { source } = open();
    const asked = { schema: fixture().schema, view: TYPES };
    for (const [index, { name, type }] of TYPES.columns.entries()) {
      const value = TYPES.rows[1]?.[index] ?? null;
      const column = columnOf(TYPES, name);
      await ask(
        source,
        rowsPlan(asked, {
          columns: [columnOf(TYPES, 'ID')],
          where: [{ kind: 'compare', column, comparison: 'eq', value }],
        }),
      );
      const seen = server.seen().at(-1);
      const parameter = seen?.parameters.find((each) => each.name.endsWith('p2'));
      expect([type, parameter?.type.replaceAll(' ', '')]).toEqual([type, sentAs(type)]);
      expect(seen?.text.split('\n').at(-1)).toBe(`WHERE [${name}] = ${writtenAs(type)}`);
    }
  });
}

/** Wide decimals and money travel as text and become the column's type in the statement (see placeholder.ts). */
function sentAs(type: string): string {
  return viaText(type) ? 'varchar(40)' : type;
}

function writtenAs(type: string): string {
  return viaText(type) ? `CONVERT(${type}, @p2)` : '@p2';
}

function viaText(type: string): boolean {
  return Number(/^decimal\((\d+)/.exec(type)?.[1] ?? 0) > 15 || type.endsWith('money');
}

const statementEnds = (observed: readonly Observation[]): readonly string[] =>
  observed.flatMap((seen) => (seen.kind === 'statement-ended' ? [seen.end] : []));

const refusals = (observed: readonly Observation[]): readonly string[] =>
  observed.flatMap((seen) => (seen.kind === 'connection-refused' ? [seen.fault] : []));

function lastPool(observed: readonly Observation[]): { readonly open: number } | undefined {
  return observed.findLast((seen) => seen.kind === 'pool-changed');
}
