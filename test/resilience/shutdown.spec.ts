// The end of a gateway under load: the real program gets SIGTERM while callers keep it busy.
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import { eventually } from '../support/running/eventually.js';
import { ownFolder } from '../support/running/own-folder.js';
import { startErp } from '../support/running/running-erp.js';
import { RunningProgram } from '../support/running/running-program.js';
import { ConstantLoad } from './constant-load.js';
import { hurriedFacade } from './hurried-facade.js';

// Limits inside the tests are tight; this one only has to be longer than a busy machine needs.
jest.setTimeout(120_000);

/** Three times as long as all that is under way takes. */
const DRAIN_MS = 15_000;
/** Of a statement, in the end: of 20 callers, 8 have theirs answered after so long, 8 after twice so long, and then 4. */
const SLOW_MS = 1_500;
/** How much an answer may come late past one that was sent after it. */
const LATE_MS = 1_000;
/** Nobody is sent away from a lane for having waited too long. */
const LANE = { concurrency: 8, wait: '20s', timeout: '20s' };

interface Answer {
  readonly status: number;
  readonly connection: string | undefined;
  readonly whole: boolean;
  readonly endedAt: number;
}

/** A call refused before the server accepted it cannot have been lost by it. */
type Call = Answer | 'not-accepted';

let asking = 0;

/** Each asks something that nobody has asked before: what is kept, or shared with another, would be answered at once. */
function call(address: string, token: string, agent: Agent): Promise<Call> {
  asking += 1;
  const query = `limit=20&total[lt]=${1_000_000 + asking}`;
  return new Promise((resolve, reject) => {
    const asked = request(`${address}/v1/orders?${query}`, { agent, headers: { authorization: `Bearer ${token}` } });
    asked.on('response', (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      response.on('error', reject).on('end', () => {
        const { statusCode: status = 0, headers } = response;
        const whole = Buffer.byteLength(body) === Number(headers['content-length']);
        resolve({ status, connection: headers.connection, whole, endedAt: performance.now() });
      });
    });
    asked.on('error', (error: NodeJS.ErrnoException) => {
      // A reset without an answer is what a request meets that was never read: on a kept connection that closes when
      // idle, or on one that the kernel still held for a listener that has gone. The log tells whether it was read.
      if (error.code === 'ECONNREFUSED' || error.code === 'ECONNRESET') resolve('not-accepted');
      else reject(error);
    });
    asked.end();
  });
}

async function token(address: string, data: string): Promise<string> {
  const secret = readFileSync(join(data, 'first-client.secret'), 'utf8').trim();
  const authorization = `Basic ${Buffer.from(`first-client:${secret}`).toString('base64')}`;
  const body = new URLSearchParams({ grant_type: 'client_credentials' });
  const response = await fetch(`${address}/oauth/token`, { method: 'POST', headers: { authorization }, body });
  return ((await response.json()) as { access_token: string }).access_token;
}

describe('SIGTERM under load', () => {
  it('fails no accepted request, closes each connection with its answer, and ends in time', async () => {
    await using erp = await startErp();
    using folder = ownFolder();
    using facade = hurriedFacade(LANE);
    const log = join(folder.path, 'gateway.log');
    await using program = new RunningProgram({
      args: ['bin/banyan.mjs', 'serve'],
      environment: {
        BANYAN_FACADE: facade.path,
        BANYAN_DATA: folder.path,
        BANYAN_PORT: '0',
        BANYAN_ADMIN_PORT: '0',
        BANYAN_LOG_FILE: log,
        BANYAN_DRAIN_TIMEOUT: `${DRAIN_MS}ms`,
        ...erp.addresses(),
      },
    });
    const address = await eventually('the gateway', () => addressIn(log), 60_000);
    const bearer = await token(address, folder.path);
    const agent = new Agent({ keepAlive: true, maxSockets: 20 });
    await using load = new ConstantLoad(20, () => call(address, bearer, agent));
    await eventually('answers', () => load.answers.length > 200);
    await erp.fault({ on: 'request', match: 'FROM [api].[Orders]', delayMs: SLOW_MS });
    const slow = load.answers.length;
    await eventually('slow answers', () => load.answers.length > slow + 10);
    program.signal('SIGTERM');
    const toldAt = performance.now();
    // Whoever runs programs says it twice at times; that cuts nobody off.
    await eventually('the first to be heard', () => readFileSync(log, 'utf8').includes('"gateway stopping"'));
    program.signal('SIGTERM');
    const { code } = await program.ended;
    const endedAt = performance.now();
    await load.end();
    agent.destroy();
    expect([code, endedAt - toldAt < 2 * DRAIN_MS]).toEqual([0, true]);
    expect(load.failures).toEqual([]);
    const answers = load.answers.filter((one) => one !== 'not-accepted');
    expect(answers.filter(({ status, whole }) => ![200, 503].includes(status) || !whole)).toEqual([]);
    expect(requestsRead(log, 'orders.list')).toEqual({ answered: answers.length, aborted: 0 });
    // A busy machine delivers the signal late: from the first answer that says so on, all say so.
    const closingAt = answers.find(({ connection }) => connection === 'close')?.endedAt ?? Infinity;
    const draining = answers.filter(({ endedAt: at }) => at > closingAt + LATE_MS);
    expect(draining.length).toBeGreaterThan(5);
    expect(new Set(draining.map(({ connection }) => connection))).toEqual(new Set(['close']));
    expect(readFileSync(log, 'utf8')).toContain('"gateway stopped"');
  });
});

/** What the gateway says became of the requests it has read. */
function requestsRead(log: string, operation: string): { readonly answered: number; readonly aborted: number } {
  const lines = readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => line.includes(`"operation":"${operation}"`));
  const requests = lines.filter((line) => line.endsWith('"message":"request"}'));
  const aborted = requests.filter((line) => line.includes('"outcome":"aborted"')).length;
  return { answered: requests.length - aborted, aborted };
}

function addressIn(log: string): string | undefined {
  try {
    return /"publicAddress":"([^"]+)"/.exec(readFileSync(log, 'utf8'))?.[1];
  } catch {
    return undefined;
  }
}
