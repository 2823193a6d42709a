// Cases of the contract of the chain behind the audit trail.
import { expect, it } from '@jest/globals';
import { auditText } from '../../src/audit/chain-entry.js';
import type { AuditChain, RetireStep } from '../../src/audit/chain/audit-chain.port.js';
import { chainDigest, digestText } from '../../src/audit/chain/chain-digest.js';
import { auditOf } from './audit-sample.js';
import type { OpenStore, Within } from './store-fixture.js';

const RETIRED = auditOf('audit', { action: 'audit.retire' });

async function fill({ audit }: OpenStore, count: number): Promise<void> {
  await audit.appendAll(Array.from({ length: count }, (_, number) => auditOf(`command/${number}`)));
}

async function stepUpTo(chain: AuditChain, index: number): Promise<RetireStep> {
  const entry = (await chain.after(0, 100))[index];
  if (entry === undefined) throw new Error(`there are no ${index} entries`);
  const checkpoint = JSON.stringify({ place: entry.place, digest: digestText(entry.digest) });
  return { upTo: entry.place, checkpoint, audit: RETIRED };
}

export function auditChainCases(within: Within): void {
  it('chains each entry to the one before, over its text as stored', () =>
    within(async (store) => {
      await fill(store, 1);
      const before = await store.chain.end();
      await fill(store, 3);
      const entries = await store.chain.after(before.place, 9);
      let { digest } = before;
      for (const [index, entry] of entries.entries()) {
        digest = chainDigest(digest, auditText(auditOf(`command/${index}`)));
        expect(entry).toMatchObject({ action: 'command.resolve', subject: `command/${index}` });
        expect(digestText(entry.digest)).toBe(digestText(digest));
      }
      const end = await store.chain.end();
      expect([end.place, digestText(end.digest)]).toEqual([before.place + 3, digestText(digest)]);
    }));

  it('gives entries page by page', () =>
    within(async (store) => {
      await fill(store, 5);
      const [first, second] = await store.chain.after(0, 2);
      const rest = await store.chain.after(second?.place ?? 0, 9);
      expect([first?.subject, second?.subject, ...rest.map(({ subject }) => subject)]).toEqual(
        [0, 1, 2, 3, 4].map((number) => `command/${number}`),
      );
    }));

  it('keeps the id of its stream', () =>
    within(async ({ chain }) => {
      expect(await chain.stream()).toMatch(/^[0-9a-f]{32}$/);
      expect(await chain.stream()).toBe(await chain.stream());
    }));

  it('keeps the head that was recorded last', () =>
    within(async ({ chain }) => {
      expect(await chain.head()).toBeUndefined();
      await chain.recordHead('one');
      await chain.recordHead('two');
      expect(await chain.head()).toBe('two');
    }));

  it('lets the oldest entries go for a checkpoint, tells of it, and goes on from there', () =>
    within(async (store) => {
      const { chain } = store;
      await fill(store, 5);
      const step = await stepUpTo(chain, 2);
      await chain.retire(step);
      expect(await chain.checkpoint()).toBe(step.checkpoint);
      const left = await chain.after(0, 9);
      expect(left.map(({ subject }) => subject)).toEqual(['command/3', 'command/4', 'audit']);
      expect(left[0]?.place).toBe(step.upTo + 1);
      const second = await stepUpTo(chain, 2);
      await chain.retire(second);
      expect((await chain.after(0, 9)).map(({ subject, place }) => [subject, place])).toEqual([
        ['audit', second.upTo + 1],
      ]);
    }));

  it('lets nothing go for a checkpoint that stands for something else', () =>
    within(async (store) => {
      await fill(store, 3);
      const { chain } = store;
      const [one, two] = [await stepUpTo(chain, 0), await stepUpTo(chain, 1)];
      await expect(chain.retire({ ...two, checkpoint: one.checkpoint })).rejects.toThrow('does not stand for');
      const digest = digestText(new Uint8Array(32));
      const checkpoint = JSON.stringify({ place: two.upTo, digest });
      await expect(chain.retire({ ...two, checkpoint })).rejects.toThrow('does not stand for');
      expect([(await chain.after(0, 9)).length, await chain.checkpoint()]).toEqual([3, undefined]);
    }));
}
