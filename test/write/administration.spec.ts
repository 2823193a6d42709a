// Operators settle commands over the administration listener, with the secret of an administrator and with a reason.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createAdminApp } from '../../src/admin/admin-server.js';
import type { AdminApp } from '../../src/admin/admin-server.js';
import { makeSecret } from '../../src/credentials/secret.js';
import { createMetrics } from '../../src/observability/metrics/metrics.js';
import { maskInput } from '../../src/write/operators/mask-input.js';
import { gateFor } from '../support/write/one-administrator.js';
import { WriteBench } from '../support/write/write-bench.js';

const SECRET = makeSecret();

let bench: WriteBench;
let app: AdminApp;
let url: string;
let id: string;
beforeEach(async () => {
  bench = new WriteBench();
  bench.script = () => Promise.resolve({ kind: 'undeclared', errorNumber: 547, message: 'a constraint' });
  await bench.start();
  id = await bench.accept('k-1');
  await bench.settle();
  const metrics = createMetrics({ operations: ['orders.create'], versions: ['v1'], processMetrics: false });
  for (const observation of bench.journal.standing.observations(bench.clock.now())) metrics.observe(observation);
  app = await createAdminApp({
    readiness: { sources: () => new Map(), warnings: () => [], stopping: () => false },
    metrics,
    clock: bench.clock,
    observe: () => undefined,
    administration: {
      gate: await gateFor({ anna: SECRET }, bench),
      desks: { commands: { desk: bench.desk, mask: (command) => maskInput(bench.catalogue, command) } },
    },
  });
  url = await app.listen();
});
afterEach(() => app.close());

function ask(path: string, body?: unknown, token = SECRET.text): Promise<Response> {
  return fetch(`${url}/admin/v1/commands${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
}

describe('the administration of commands', () => {
  it.each(['', 'wrong', SECRET.text.replace(/.$/, 'x'), makeSecret().text, 'x'.repeat(5000)])(
    'is closed to the secret "%s"',
    async (token) => {
      expect((await ask('', undefined, token)).status).toBe(401);
      expect((await ask(`/${id}/cancel`, { reason: 'x' }, token)).status).toBe(401);
      expect(await bench.state(id)).toBe('parked');
    },
  );

  it('lists parked ones with the reason a person is needed, without their inputs', async () => {
    const { data } = (await (await ask('?state=parked')).json()) as { data: Record<string, unknown>[] };
    expect(data).toMatchObject([{ id, state: 'parked', parkedReason: expect.stringContaining('547') }]);
    expect(data[0]).not.toHaveProperty('input');
  });

  it('shows one with its history, evidence included', async () => {
    expect(JSON.stringify(await (await ask(`/${id}`)).json())).toContain('a constraint');
    expect((await ask('/01JD5Y6Q7R8S9T0V1W2X3Y4Z5A')).status).toBe(404);
  });

  it('delivers one again', async () => {
    bench.script = (delivery) => Promise.resolve(bench.book(delivery));
    expect((await ask(`/${id}/retry`, { reason: 'the table is repaired' })).status).toBe(200);
    await bench.pass(2_000);
    expect(await bench.state(id)).toBe('succeeded');
  });

  it('resolves one as a person found it', async () => {
    const refusal = { reason: 'out-of-stock', text: 'There is none left.' };
    const answer = await ask(`/${id}/resolve`, { reason: 'phoned', outcome: 'refused', refusal });
    expect([answer.status, await answer.json()]).toMatchObject([200, { state: 'refused', refusal }]);
    expect((await ask(`/${id}/cancel`, { reason: 'x' })).status).toBe(409);
  });

  it.each([
    ['without anything', 'retry', {}, ['/reason']],
    ['without a reason', 'cancel', { reason: '' }, ['/reason']],
    ['without an outcome', 'resolve', { reason: 'x' }, ['/outcome']],
    ['with unknown members', 'retry', { reason: 'x', force: true, by: 'ben' }, ['/force', '/by']],
  ])('a decision %s is refused with every fault', async (_name, action, body, pointers) => {
    const answer = await ask(`/${id}/${action}`, body);
    const { errors } = (await answer.json()) as { errors: { pointer: string }[] };
    expect([answer.status, errors.map(({ pointer }) => pointer)]).toEqual([400, pointers]);
  });

  it('a body that is no JSON is a mistake of the caller', async () => {
    expect((await ask(`/${id}/retry`, '{')).status).toBe(400);
  });

  it('how many commands stand where is measured', async () => {
    const page = await (await fetch(`${url}/metrics`)).text();
    expect(page).toContain('banyan_commands_standing{channel="procedures",where="parked"} 1');
    expect(page).toContain('banyan_commands_standing{channel="procedures",where="waiting"} 0');
  });
});
