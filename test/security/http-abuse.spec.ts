// Callers who mean harm at the level of HTTP hurt nobody but themselves: slow ones, deaf ones, endless and absurd requests.
// Measured at the program itself: what it answers, how long honest callers wait meanwhile, how much memory it takes.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/running/eventually.js';
import { KeepAliveClient } from '../support/running/keep-alive-client.js';
import { scrape } from '../support/running/metrics-page.js';
import { ownFolder } from '../support/running/own-folder.js';
import { RawCaller } from '../support/running/raw-caller.js';
import { startErp } from '../support/running/running-erp.js';
import type { RunningErp } from '../support/running/running-erp.js';
import { serveGateway } from '../support/running/served-gateway.js';
import type { ServedGateway } from '../support/running/served-gateway.js';

const CROWD = 200;
/** Fewer, because each of them fills the buffers of the system. */
const DEAF = 30;
const MOST_GROWTH_BYTES = 100 * 1024 * 1024;
/** What nineteen of twenty honest callers may wait at most while a crowd misbehaves, on a machine that plays all parts at once. */
const PATIENCE_MS = 5_000;
/** An answer to so much may be lost: it is closed on while it is still being written, and a reset overtakes the answer. */
const MUCH_BYTES = 100_000;
const MOST_MS = 120_000;
const HURRIED = {
  BANYAN_HEADERS_TIMEOUT: '1s',
  BANYAN_REQUEST_TIMEOUT: '2s',
  BANYAN_STALL_TIMEOUT: '5s',
  BANYAN_MAX_CONNECTIONS: '600',
  // The deaf ask for more documents than one address may.
  BANYAN_DOCUMENT_RATE: '1000000',
};

let erp: RunningErp;
let folder: ReturnType<typeof ownFolder>;
let served: ServedGateway;
let token: string;
let port: number;
let memoryBefore: number;
beforeAll(async () => {
  erp = await startErp();
  folder = ownFolder();
  served = await serveGateway(folder.path, { ...HURRIED, ...erp.addresses() });
  token = await served.token();
  port = Number(new URL(served.publicAddress).port);
  await honestly(1_000);
  memoryBefore = await memory();
}, 240_000);
afterAll(async () => {
  await served.program[Symbol.asyncDispose]();
  await erp[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

const memory = async (): Promise<number> => (await scrape(served.adminAddress)).sum('process_resident_memory_bytes');

/** Connections the gateway has open, at both ends of it. A deaf caller does not notice that it was cut off. */
const sockets = async (): Promise<number> =>
  (await scrape(served.adminAddress)).sum('nodejs_active_resources', { type: 'TCPSocketWrap' });

/** What the log says of a request, as far as it is looked at. */
interface LogLine {
  readonly message: string;
  readonly correlationId: string;
  readonly status: number;
  readonly outcome: string;
}

/** How many requests the log tells of so far that are as said. */
async function linesOf(isMeant: (line: LogLine) => boolean): Promise<number> {
  const lines = (await served.told()).split('\n').filter((line) => line.endsWith('"message":"request"}'));
  return lines.filter((line) => isMeant(JSON.parse(line) as LogLine)).length;
}

const isCutOff = ({ correlationId, outcome }: LogLine): boolean => correlationId === 'deaf' && outcome === 'aborted';
/** Of the requests by which the log is read. */
const isMark = (correlationId: string): boolean => correlationId.startsWith('everything-before-');

/** Good requests, two at a time; how long each took. All of them must be answered as always. */
async function honestly(count: number): Promise<readonly number[]> {
  using client = new KeepAliveClient(served.publicAddress, 2);
  const numbers = Array.from({ length: count }, (_, index) => index);
  return await client.each(numbers, async () => {
    const started = performance.now();
    const { status } = await client.send('/v1/items?limit=5', { authorization: `Bearer ${token}` });
    expect(status).toBe(200);
    return performance.now() - started;
  });
}

/** What all but one in twenty stayed below. */
const usual = (waits: readonly number[]): number =>
  waits.toSorted((one, other) => one - other)[Math.floor(waits.length * 0.95)] ?? Infinity;

const LAST = 'Connection: close\r\n';
const FORM = 'Content-Type: application/x-www-form-urlencoded\r\n';
const get = (target: string, fields = LAST): string =>
  `GET ${target} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n${fields}\r\n`;
const post = (fields: string, body = ''): string =>
  `POST /oauth/token HTTP/1.1\r\nHost: x\r\n${fields}${LAST}\r\n${body}`;
const form = (body: string, fields = ''): string => post(`${FORM}${fields}Content-Length: ${body.length}\r\n`, body);
const json = (body: string): string => `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n${LAST}`;
const DEEP = '['.repeat(100_000);
/** As deep as the endpoint of tokens would read. */
const SHORTER = '['.repeat(15_000);
/** As many names as fit. */
const DIFFERENT = Array.from({ length: 3_500 }, (_, name) => name.toString(36)).join('&');

const crowdOf = (opening: string): readonly RawCaller[] =>
  Array.from({ length: CROWD }, () => new RawCaller(port, opening));

/** While a crowd is at it, honest callers are served as always; in the end every one of the crowd is gone. */
async function outlast(crowd: readonly RawCaller[], drip = ''): Promise<void> {
  const dripping = setInterval(() => crowd.forEach((caller) => caller.say(drip)), 100);
  try {
    expect(usual(await honestly(200))).toBeLessThan(PATIENCE_MS);
    await eventually('the crowd to be sent away', () => crowd.every(({ closed }) => closed));
  } finally {
    clearInterval(dripping);
    for (const caller of crowd) caller.leave();
  }
}

describe('a crowd that', () => {
  it(
    'never finishes its header fields is sent away with 408',
    async () => {
      const crowd = crowdOf(get('/v1/orders', '').slice(0, -2));
      await outlast(crowd, 'X-More: 1\r\n');
      // Whoever wrote on meanwhile may have lost the answer.
      const told = crowd.map(({ status }) => status).filter((status) => status !== 0);
      expect(new Set(told)).toEqual(new Set([408]));
    },
    MOST_MS,
  );

  it(
    'never finishes its bodies is sent away',
    async () => {
      await outlast(crowdOf(post(`${FORM}Content-Length: 16000\r\n`)), 'a');
    },
    MOST_MS,
  );

  it(
    'says nothing at all is sent away',
    async () => {
      await outlast(crowdOf(''));
    },
    MOST_MS,
  );

  it(
    'asks for much and reads nothing is sent away',
    async () => {
      const asks = get('/v1/openapi.json', 'X-Correlation-Id: deaf\r\n').repeat(100);
      const before = await sockets();
      const deaf = Array.from({ length: DEAF }, () => new RawCaller(port, asks, false));
      await eventually('the deaf to be connected', () => deaf.every(({ connected }) => connected));
      expect(usual(await honestly(200))).toBeLessThan(PATIENCE_MS);
      await eventually('the deaf to be cut off', async () => (await linesOf(isCutOff)) >= DEAF);
      await eventually('the deaf to be gone', async () => (await sockets()) < before + DEAF / 2);
      for (const caller of deaf) caller.leave();
    },
    MOST_MS,
  );
});

describe('an absurd request', () => {
  it.each<[string, () => string, readonly number[]]>([
    ['a megabyte in one field', () => get('/v1/orders', `X-Big: ${'a'.repeat(1_048_576)}\r\n`), [431]],
    ['a megabyte of token', () => get('/v1/orders', `Authorization: Bearer ${'a'.repeat(1_048_576)}\r\n`), [431]],
    ['100,000 query parameters', () => get(`/v1/orders?${'a=1&'.repeat(100_000)}`), [414, 431]],
    ['as many parameters as fit', () => get(`/v1/orders?${'a&'.repeat(4_000)}`), [400]],
    ['a filter of as many values as fit', () => get(`/v1/orders?${'id[in]=1&'.repeat(800)}`), [400]],
    ['a key as long as fits', () => get(`/v1/orders/${'%27'.repeat(2_600)}`), [404]],
    ['brackets in brackets', () => get(`/v1/orders?a${'[a'.repeat(2_000)}${']'.repeat(2_000)}=1`), [400]],
    ['deep JSON on a GET', () => get('/v1/orders', json(DEEP)) + DEEP, [400]],
    ['deep JSON for a token', () => post(json(SHORTER), SHORTER), [415]],
    ['more of it', () => post(json(DEEP), DEEP), [413]],
    ['a form beyond the limit', () => post(`${FORM}Content-Length: 9000000\r\n`), [413]],
    ['a form of very many parameters', () => form('a=1&'.repeat(4_000)), [400]],
    ['a form of many different parameters', () => form(DIFFERENT), [401]],
    ['a form that is too long', () => form('a=1&'.repeat(50_000)), [413]],
    ['a form of broken escapes', () => form('%ff'.repeat(5_000)), [401]],
    ['a compressed form', () => form('abcd', 'Content-Encoding: gzip\r\n'), [401]],
    [
      'an endless chunk',
      () => post(`${FORM}Transfer-Encoding: chunked\r\n`, `fffffff\r\n${'a'.repeat(2_100_000)}`),
      [413],
    ],
  ])('(%s) is refused, and closed on', async (_what, makeRequest, allowed) => {
    const request = makeRequest();
    const refused = ({ status, correlationId }: LogLine): boolean => allowed.includes(status) && !isMark(correlationId);
    const before = await linesOf(refused);
    const caller = new RawCaller(port, request);
    await eventually('the connection to be closed', () => caller.closed);
    await eventually('the log to say so', async () => (await linesOf(refused)) > before);
    expect(request.length > MUCH_BYTES ? [0, ...allowed] : allowed).toContain(caller.status);
    expect(caller.received.length).toBeLessThan(20_000);
  });

  it('(a thousand of them in one write) gets a thousand answers', async () => {
    const caller = new RawCaller(port, get('/v1/orders?x=1', '').repeat(999) + get('/v1/orders?x=1'));
    await eventually('the connection to be closed', () => caller.closed);
    expect(caller.received.match(/HTTP\/1\.1 400 /g)).toHaveLength(1000);
  });
});

describe('after all of that', () => {
  it('the gateway runs, has answered nothing with a 5xx, and has not grown', async () => {
    expect(usual(await honestly(200))).toBeLessThan(PATIENCE_MS);
    expect(served.program.alive).toBe(true);
    expect((await memory()) - memoryBefore).toBeLessThan(MOST_GROWTH_BYTES);
    const answered = (await served.told()).match(/"status":\d+/g) ?? [];
    expect(answered.length).toBeGreaterThan(2_000);
    expect(answered.filter((status) => status.startsWith('"status":5'))).toEqual([]);
  });
});
