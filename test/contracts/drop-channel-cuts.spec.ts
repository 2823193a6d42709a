// The connection ends at every single point of an upload, one after the other, while a batch job looks every millisecond:
// nobody ever sees half a file under a final name, and the outcome never claims more than is known.
import { describe, expect, it } from '@jest/globals';
import type { PublishOutcome } from '../../src/legacy/file-drop.js';
import { CuttingProxy } from '../support/drops/cutting-proxy.js';
import { FastPoller } from '../support/drops/fast-poller.js';
import { USER } from '../support/drops/sftp-test-server.js';
import { eventually } from '../support/running/eventually.js';
import { dropStage } from './drop-stage.js';
import { aDrop, patient, someBytes } from './drop-sample.js';

const DROP = aDrop(someBytes(100_000), { doneName: '.ORDERS-00042.OK' });
const stage = dropStage();

/** What an outcome may say, given what lies in the inbox. */
function isTruthful({ kind }: PublishOutcome, isThere: boolean): boolean {
  return kind === 'unknown' || (isThere ? kind === 'published' : kind === 'nothing-published');
}

/** A cut of connections that go through this port. */
interface Cut {
  readonly port: number;
  readonly poller: FastPoller;
  readonly begin: () => void;
  readonly heal: () => void;
}

/** Publishes into a cut, then again without one, and says what came of both. The poller opens what is published. */
async function cutOnce({ port, poller, begin, heal }: Cut): Promise<string> {
  const { drops } = stage().open({ stallTimeoutMs: 10_000 }, { url: `sftp://${USER}@127.0.0.1:${port}` });
  begin();
  const first = await drops.publish(DROP, patient);
  // What was still on its way to the server when the client lost it.
  if (first.kind !== 'published') await eventually('the server to notice', () => stage().server.connections === 0);
  const isThere = stage().directory.files('inbox').has(DROP.name);
  heal();
  const second = await drops.publish(DROP, patient);
  const { opened } = poller;
  await eventually('the poller to open it', () => poller.opened > opened);
  const sighting = await drops.look(DROP, undefined, patient);
  const names = [...stage().directory.files('inbox').keys()].sort((a, b) => a.localeCompare(b)).join();
  await drops.close();
  stage().directory.clear();
  return [
    isTruthful(first, isThere),
    second.kind === (isThere ? 'name-taken' : 'published'),
    sighting.inbox,
    names,
  ].join(' ');
}

const WELL = `true true same ${DROP.doneName},${DROP.name}`;

describe('a connection that ends', () => {
  it('before or after any request of an upload never shows half a file', async () => {
    await stage().open().drops.publish(DROP, patient);
    const requests = stage().server.faults.requests.length;
    await stage().reset();
    const poller = await FastPoller.start(stage().directory.path('inbox'), { [DROP.name]: DROP.sha256 });
    const results: Record<string, string> = {};
    for (let nth = 1; nth <= requests; nth += 1) {
      for (const action of ['cut-before', 'cut-after'] as const) {
        const begin = (): void => stage().server.faults.at({ nth }, action);
        const { port } = stage().server;
        results[`${nth} ${action}`] = await cutOnce({ port, poller, begin, heal: () => stage().server.behave() });
      }
    }
    expect((await poller.stop()).wrong).toEqual([]);
    expect(requests).toBeGreaterThan(15);
    expect(Object.entries(results).filter(([, result]) => result !== WELL)).toEqual([]);
  }, 300_000);

  it('after any piece of its traffic, handshake included, never shows half a file', async () => {
    const proxy = await CuttingProxy.start(stage().server.port);
    try {
      proxy.cutAfter(Infinity);
      await stage()
        .open({}, { url: `sftp://${USER}@127.0.0.1:${proxy.port}` })
        .drops.publish(DROP, patient);
      const pieces = proxy.seen;
      await stage().reset();
      const poller = await FastPoller.start(stage().directory.path('inbox'), { [DROP.name]: DROP.sha256 });
      const results: Record<string, string> = {};
      for (let after = 0; after < pieces; after += 1) {
        const begin = (): void => proxy.cutAfter(after);
        results[after] = await cutOnce({ port: proxy.port, poller, begin, heal: () => proxy.cutAfter(Infinity) });
      }
      expect((await poller.stop()).wrong).toEqual([]);
      expect(pieces).toBeGreaterThan(20);
      expect(Object.entries(results).filter(([, result]) => result !== WELL)).toEqual([]);
    } finally {
      await proxy.close();
    }
  }, 300_000);

  it('while nothing is under way does no harm: the next file goes through a new session', async () => {
    const { drops } = stage().open({ sessions: 1 });
    await drops.publish(DROP, patient);
    stage().server.cutAll();
    const next = aDrop(someBytes(10), { name: 'NEXT.DAT' });
    const outcomes = [await drops.publish(next, patient), await drops.publish(next, patient)];
    expect(outcomes.some(({ kind }) => kind === 'published')).toBe(true);
  });
});
