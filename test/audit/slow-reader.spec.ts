// An export is made as fast as it is taken: a reader that stops holds no more than what is on its way to it, and one that
// goes away ends the search. Over a trail of a hundred thousand entries, which are made as they are asked for.
import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createAdminApp } from '../../src/admin/admin-server.js';
import type { AdminApp } from '../../src/admin/admin-server.js';
import { AuditDesk } from '../../src/audit/audit-desk.js';
import type { AuditDeskParts, ExportQuery } from '../../src/audit/audit-desk.js';
import { auditText } from '../../src/audit/chain-entry.js';
import type { ChainedEntry } from '../../src/audit/chain/audit-chain.port.js';
import { makeSecret } from '../../src/credentials/secret.js';
import { ManualClock } from '../../src/kernel/manual-clock.js';
import { createMetrics } from '../../src/observability/metrics/metrics.js';
import { auditOf } from '../contracts/audit-sample.js';
import { eventually } from '../support/running/eventually.js';
import { gateFor } from '../support/write/one-administrator.js';

const ENTRIES = 100_000;
/** A kilobyte each, so that what the two sockets hold (some megabytes) is a small part of all. */
const REASON = 'because '.repeat(100);
/** More than all buffers on the way hold, far less than all there is. */
const MOST_ON_THE_WAY = ENTRIES / 2;
/** Looks in a row; between two of them a page is made, were one to be made. */
const LOOKS = 30;
const SECRET = makeSecret();

/** Makes entries as they are asked for, and counts them. */
class EndlessTrail {
  taken = 0;
  /** Waited for before each page. */
  before: () => Promise<unknown> = () => Promise.resolve();
  readonly #digest = new Uint8Array(32);
  readonly #text = auditText(auditOf('command/1', { reason: REASON.slice(0, 500), detail: { more: REASON } }));

  readonly chain: AuditDeskParts['chain'] = {
    stream: () => Promise.resolve('0'.repeat(32)),
    checkpoint: () => Promise.resolve(undefined),
    end: () => Promise.resolve({ place: ENTRIES, digest: this.#digest }),
    after: async (place, most) => {
      await this.before();
      const page = Array.from({ length: Math.min(most, ENTRIES - place) }, (_, index) =>
        this.#entry(place + index + 1),
      );
      this.taken += page.length;
      return page;
    },
  };

  /** Resolves once no more entries are taken. */
  stoodStill(): Promise<unknown> {
    let [seen, looks] = [-1, 0];
    return eventually('the export to stand still', () => {
      looks = seen === this.taken ? looks + 1 : 0;
      seen = this.taken;
      return looks === LOOKS;
    });
  }

  #entry(place: number): ChainedEntry {
    return { place, action: 'command.retry', subject: 'command/1', text: this.#text, digest: this.#digest };
  }
}

let trail: EndlessTrail;
let app: AdminApp;
let address: URL;
/** `ended`: once whoever makes the lines was told to stop, or has come to the end. */
let lines: { ended: boolean };
beforeEach(async () => {
  trail = new EndlessTrail();
  const making: typeof lines = { ended: false };
  lines = making;
  const clock = new ManualClock();
  const desk = new AuditDesk({ log: { list: () => Promise.resolve([]) }, chain: trail.chain, clock });
  const watched = async function* (query?: ExportQuery): AsyncIterable<string> {
    try {
      yield* desk.export(query);
    } finally {
      making.ended = true;
    }
  };
  app = await createAdminApp({
    readiness: { sources: () => new Map(), warnings: () => [], stopping: () => false },
    metrics: createMetrics({ operations: [], versions: [], processMetrics: false }),
    ...{ clock, observe: () => undefined },
    administration: {
      gate: await gateFor({ anna: SECRET }, { clock }),
      desks: { audit: { list: (query) => desk.list(query), export: watched } },
    },
  });
  address = new URL(await app.listen());
});
afterEach(() => app.close());

/** Asks for an export, and reads no more than its beginning. */
async function ask(query = ''): Promise<Socket> {
  const socket = connect({ host: address.hostname, port: Number(address.port) });
  const head = [
    `GET /admin/v1/audit/export${query} HTTP/1.1`,
    'host: gateway',
    `authorization: Bearer ${SECRET.text}`,
    'connection: close',
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  const [first] = (await once(socket, 'data')) as [Buffer];
  socket.pause();
  expect(first.toString()).toMatch(/^HTTP\/1\.1 200 /);
  return socket;
}

/** Resolves once the server has noticed that everybody is gone. */
function everybodyGone(): Promise<unknown> {
  const server = app.nest.getHttpServer();
  const count = () => new Promise<number>((resolve) => server.getConnections((_error, found) => resolve(found)));
  return eventually('everybody to be gone', async () => (await count()) === 0);
}

describe('an export', () => {
  it('waits for a reader that stops, and goes on to its last line when it reads again', async () => {
    const socket = await ask();
    await trail.stoodStill();
    expect(trail.taken).toBeLessThan(MOST_ON_THE_WAY);
    let tail = '';
    socket.on('data', (piece: Buffer) => {
      tail = (tail + piece.toString('latin1')).slice(-500);
    });
    socket.resume();
    await once(socket, 'close');
    expect(tail).toContain(`{"kind":"end","entries":${ENTRIES}}\n`);
  }, 180_000);

  it('ends when its reader goes away in the middle', async () => {
    const socket = await ask();
    await trail.stoodStill();
    const before = trail.taken;
    expect(lines.ended).toBe(false);
    socket.destroy();
    await eventually('the lines to end', () => lines.ended);
    expect(trail.taken - before).toBeLessThanOrEqual(500);
  });

  it('that finds nothing ends as well when nobody waits for it any more', async () => {
    const gone = Promise.withResolvers<undefined>();
    trail.before = () => (trail.taken < 5_000 ? Promise.resolve() : gone.promise);
    const socket = await ask('?actor=nobody');
    await eventually('the search to be on its way', () => trail.taken >= 5_000);
    socket.destroy();
    await everybodyGone();
    gone.resolve(undefined);
    await eventually('the search to end', () => lines.ended);
    expect(trail.taken).toBeLessThan(ENTRIES / 10);
  });
});
