// The connection ends at every single point of an upload, one after the other, while a batch job looks every millisecond:
// nobody ever sees half a file under a final name, and the outcome never claims more than is known.
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { PublishOutcome } from '../../src/legacy/file-drop.js';
import { CuttingProxy } from '../support/drops/cutting-proxy.js';
import { FastPoller } from '../support/drops/fast-poller.js';
import { USER } from '../support/drops/sftp-test-server.js';
import { DropStage } from './drop-stage.js';
import { aDrop, patient, someBytes } from './drop-sample.js';

const DROP = aDrop(someBytes(100_000), { doneName: '.ORDERS-00042.OK' });
let stage: DropStage;

beforeAll(async () => {
  stage = await DropStage.make();
}, 60_000);
afterEach(() => stage.reset());
afterAll(() => stage.close());

/** What an outcome may say, given what lies in the inbox. */
function isTruthful({ kind }: PublishOutcome, isThere: boolean): boolean {
  return kind === 'unknown' || (isThere ? kind === 'published' : kind === 'nothing-published');
}

/** Publishes into a cut, then again without one, and says what came of both. */
async function cutOnce(port: number, cut: () => void, heal: () => void): Promise<string> {
  const { drops } = stage.open({ stallTimeoutMs: 2_000 }, { url: `sftp://${USER}@127.0.0.1:${port}` });
  cut();
  const first = await drops.publish(DROP, patient);
  const isThere = stage.directory.files('inbox').has(DROP.name);
  heal();
  const second = await drops.publish(DROP, patient);
  const sighting = await drops.look(DROP, undefined, patient);
  const names = [...stage.directory.files('inbox').keys()].sort((a, b) => a.localeCompare(b)).join();
  await drops.close();
  stage.directory.clear();
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
    await stage.open().drops.publish(DROP, patient);
    const requests = stage.server.faults.requests.length;
    await stage.reset();
    const poller = await FastPoller.start(stage.directory.path('inbox'), { [DROP.name]: DROP.sha256 });
    const results: Record<string, string> = {};
    for (let nth = 1; nth <= requests; nth += 1) {
      for (const action of ['cut-before', 'cut-after'] as const) {
        const cut = (): void => stage.server.faults.at({ nth }, action);
        results[`${nth} ${action}`] = await cutOnce(stage.server.port, cut, () => stage.server.behave());
      }
    }
    const { looks, opened, wrong } = await poller.stop();
    expect(wrong).toEqual([]);
    expect(requests).toBeGreaterThan(15);
    expect([looks > 100, opened > 10]).toEqual([true, true]);
    expect(Object.entries(results).filter(([, result]) => result !== WELL)).toEqual([]);
  }, 120_000);

  it('after any piece of its traffic, handshake included, never shows half a file', async () => {
    const proxy = await CuttingProxy.start(stage.server.port);
    try {
      proxy.cutAfter(Infinity);
      await stage.open({}, { url: `sftp://${USER}@127.0.0.1:${proxy.port}` }).drops.publish(DROP, patient);
      const pieces = proxy.seen;
      await stage.reset();
      const poller = await FastPoller.start(stage.directory.path('inbox'), { [DROP.name]: DROP.sha256 });
      const results: Record<string, string> = {};
      for (let after = 0; after < pieces; after += 1) {
        const heal = (): void => proxy.cutAfter(Infinity);
        results[after] = await cutOnce(proxy.port, () => proxy.cutAfter(after), heal);
      }
      const { wrong } = await poller.stop();
      expect(wrong).toEqual([]);
      expect(pieces).toBeGreaterThan(20);
      expect(Object.entries(results).filter(([, result]) => result !== WELL)).toEqual([]);
    } finally {
      await proxy.close();
    }
  }, 120_000);

  it('while nothing is under way does no harm: the next file goes through a new session', async () => {
    const { drops } = stage.open({ sessions: 1 });
    await drops.publish(DROP, patient);
    stage.server.cutAll();
    const next = aDrop(someBytes(10), { name: 'NEXT.DAT' });
    const outcomes = [await drops.publish(next, patient), await drops.publish(next, patient)];
    expect(outcomes.some(({ kind }) => kind === 'published')).toBe(true);
  });
});
