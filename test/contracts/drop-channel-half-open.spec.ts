// A connection that is gone without a word: nothing is refused, nothing ends, and nothing ever comes back.
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { CuttingProxy } from '../support/drops/cutting-proxy.js';
import { USER } from '../support/drops/sftp-test-server.js';
import { eventually } from '../support/running/eventually.js';
import type { OpenDropsOptions } from './drop-channel-fixture.js';
import { aDrop, patient, someBytes } from './drop-sample.js';
import { DropStage } from './drop-stage.js';

const KEEP_ALIVE_MS = 1_000;
/** The driver asks so many times before it gives up. */
const ASKED = 3;

let stage: DropStage;
let proxy: CuttingProxy;
beforeEach(async () => {
  stage = await DropStage.make();
  proxy = await CuttingProxy.start(stage.server.port);
}, 60_000);
afterEach(async () => {
  await stage.close();
  await proxy.close();
});

/** Idle sessions would live for an hour. */
function open(options: OpenDropsOptions, keepAliveMs = KEEP_ALIVE_MS) {
  const settings = { ...stage.place().options, keepAliveMs, idleTimeoutMs: 3_600_000 };
  return stage.open(options, { url: `sftp://${USER}@127.0.0.1:${proxy.port}`, options: settings });
}

it('is noticed by the keep-alive while nobody works with it, and its session closed', async () => {
  const { drops, observed } = open({});
  await drops.publish(aDrop(), patient);
  expect(proxy.connections).toBe(1);
  proxy.swallow();
  const swallowedAt = performance.now();
  await eventually('the session is given up', () => proxy.connections === 0);
  const noticedAfter = performance.now() - swallowedAt;
  expect(noticedAfter).toBeGreaterThan(KEEP_ALIVE_MS);
  // Five times what it takes, for machines that are busy.
  expect(noticedAfter).toBeLessThan(5 * (ASKED + 1) * KEEP_ALIVE_MS);
  expect(observed.findLast(({ kind }) => kind === 'pool-changed')).toMatchObject({ open: 0, busy: 0 });
});

it('holds up a file for no longer than the stall deadline, though the keep-alive is far away', async () => {
  const { drops } = open({ stallTimeoutMs: 300 }, 600_000);
  await drops.publish(aDrop(), patient);
  proxy.swallow();
  const startedAt = performance.now();
  const second = aDrop(someBytes(10), { name: 'SECOND.DAT', temporaryName: '.SECOND' });
  expect(await drops.publish(second, patient)).toMatchObject({ kind: 'nothing-published' });
  expect(performance.now() - startedAt).toBeLessThan(10_000);
});
