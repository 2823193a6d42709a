// The control port of a running ERP: what its switches do to clients, and what it has seen of them.
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { ConnectionPool } from 'mssql';
import type { TemporaryErp } from '../process/temporary-erp.js';
import { temporaryErp } from '../process/temporary-erp.js';

let erp: TemporaryErp;
let reader: ConnectionPool;
beforeAll(async () => {
  erp = await temporaryErp();
  reader = await erp.connect('banyan_reader');
});
afterAll(() => erp.stop());
afterEach(() => control('DELETE', '/faults'));

async function control(method: string, path: string, body?: unknown): Promise<Record<string, Record<string, unknown>>> {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  const response = await fetch(`http://127.0.0.1:${String(erp.erp.controlPort)}${path}`, init);
  const answer = (await response.json()) as Record<string, Record<string, unknown>>;
  if (!response.ok) throw new Error(JSON.stringify(answer));
  return answer;
}
const query = (sql = 'SELECT COUNT(*) AS n FROM api.Items') => reader.request().query<{ n: number }>(sql);
const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: unknown) => (error as { number?: number; code?: string }).number ?? (error as { code?: string }).code,
  );
/** The load of the replica, as soon as it is as wanted; the time limit of the test ends a vain wait. */
async function load(wanted: (running: unknown) => boolean): Promise<unknown> {
  const { replica } = await control('GET', '/concurrency');
  return wanted(replica?.['running']) ? replica : load(wanted);
}

describe('faults', () => {
  it('happen as often as asked, to what they match', async () => {
    await control('POST', '/faults', { on: 'request', match: 'api.Items', times: 1, error: { number: 1205 } });
    expect(await failure(query('SELECT COUNT(*) AS n FROM api.Orders'))).toBe('done');
    expect(await failure(query())).toBe(1205);
    expect(await failure(query())).toBe('done');
  });

  it('are listed until they are spent or deleted', async () => {
    const listed = await control('POST', '/faults', { on: 'request', pattern: 'nothing such', delayMs: 5 });
    expect(listed['replica']?.['faults']).toEqual([{ on: 'request', pattern: 'nothing such', delayMs: 5 }]);
    expect(listed['primary']?.['faults']).toEqual([]);
    expect((await control('DELETE', '/faults'))['replica']?.['faults']).toEqual([]);
  });

  it('are refused when they say what no fault can be, all of it at once', async () => {
    const wrong = { on: 'lunch', match: 'a', pattern: '(', delayMs: -1, error: {} };
    const text = String(await control('POST', '/faults', wrong).catch((error: unknown) => error));
    for (const member of ['on:', 'pattern:', 'delayMs:', 'error.number:']) expect(text).toContain(member);
  });
});

describe('switches', () => {
  it('refuse logins until told otherwise', async () => {
    await control('POST', '/logins', { refuse: true });
    expect(await failure(erp.connect('banyan_reader'))).toBe('ELOGIN');
    await control('POST', '/logins', { refuse: false });
    expect(await failure(erp.connect('banyan_reader'))).toBe('done');
  });

  it('turn the replica into a primary, and back', async () => {
    const mode = `SELECT CONVERT(varchar(20), DATABASEPROPERTYEX(DB_NAME(), 'Updateability')) AS n`;
    await control('POST', '/updateability', { readOnly: false });
    expect((await query(mode)).recordset).toEqual([{ n: 'READ_WRITE' }]);
    await control('DELETE', '/faults');
    expect((await query(mode)).recordset).toEqual([{ n: 'READ_ONLY' }]);
  });

  it('freeze the heartbeat and set it back', async () => {
    expect(await control('POST', '/heartbeat', { frozen: true })).toMatchObject({ frozen: true });
    expect(await control('POST', '/heartbeat', { behindSeconds: 60 })).toMatchObject({ frozen: true });
    expect(await control('GET', '/heartbeat')).toMatchObject({ frozen: true });
    expect(await control('POST', '/heartbeat', { frozen: false })).toMatchObject({ frozen: false });
  });

  it('restart a listener on its port, cutting who was there', async () => {
    await query();
    const answer = await control('POST', '/restart-listener', { server: 'replica', downMs: 20 });
    expect(answer).toEqual({ server: 'replica', port: erp.erp.port });
    expect(await failure(query())).toBe('done');
  });
});

describe('measurements', () => {
  it('hold every statement with its login and its times', async () => {
    await control('DELETE', '/statements');
    await reader.request().input('no', 'C10001').query('SELECT CUSTNM FROM api.Customers WHERE CUSTNO = @no');
    const { replica } = await control('GET', '/statements');
    const statement = (replica as unknown as Record<string, unknown>[]).find(({ text }) =>
      String(text).includes('CUSTNM'),
    );
    expect(statement).toMatchObject({ login: 'banyan_reader', outcome: 'ok', rows: 1 });
    expect(statement?.['parameters']).toEqual([{ name: '@no', type: 'nvarchar(6)', value: 'C10001' }]);
    expect(statement?.['end']).toBeGreaterThanOrEqual(Number(statement?.['start']));
    const after = await control('GET', `/statements?after=${String(statement?.['id'])}`);
    expect((after['replica'] as unknown as unknown[]).length).toBe(0);
  });

  it('count the statements that ran at once', async () => {
    await control('DELETE', '/statements');
    await control('POST', '/faults', { on: 'request', match: 'api.Items', stall: true, times: 3 });
    const requests = [reader.request(), reader.request(), reader.request()];
    const endings = requests.map((request) => failure(request.query('SELECT COUNT(*) AS n FROM api.Items')));
    await load((running) => running === 3);
    for (const request of requests) request.cancel();
    expect(await Promise.all(endings)).toEqual(['ECANCEL', 'ECANCEL', 'ECANCEL']);
    expect(await load((running) => running === 0)).toEqual({ running: 0, highest: 3 });
  });

  it('count connections and logins', async () => {
    const { replica } = await control('GET', '/counters');
    expect(replica?.['logins']).toBeGreaterThan(0);
  });
});
