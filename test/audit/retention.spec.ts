// Old entries go by policy and by nothing else: what went has a signed checkpoint, and verifying starts from there.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newAuditKeyText, readAuditKey } from '../../src/audit/heads/audit-key.js';
import { checkpointLine, readCheckpoint } from '../../src/audit/heads/checkpoint.js';
import type { CheckpointMembers } from '../../src/audit/heads/checkpoint.js';
import { AuditStage, shortly } from './audit-stage.js';
import { remove } from './tampering.js';

const DAY = 86_400_000;

describe('a trail of which old entries were let go', () => {
  const template = new AuditStage();
  beforeAll(() =>
    template.running(async ({ append, retention }) => {
      await append(10);
      template.clock.advance(40 * DAY);
      await append(10);
      template.clock.advance(40 * DAY);
      await append(10);
      expect(await retention.run()).toBe(10);
      expect(await retention.run()).toBe(0);
    }, 60 * DAY),
  );
  afterAll(() => template[Symbol.dispose]());

  it('is whole from the checkpoint on, and tells of what went', async () => {
    const verdict = await template.verify();
    expect(verdict).toMatchObject({ findings: [], from: 10, to: 31 });
    using stage = template.copy();
    await stage.running(async ({ log }) => {
      const [entry] = await log.list({ action: 'audit.retire', limit: 1 });
      expect(entry?.entry.detail).toEqual({ entries: 10, upTo: 10, keptDays: 60 });
    });
  });

  it('shows when more was removed than the checkpoint stands for', async () => {
    using stage = template.copy();
    stage.tamper(remove(11, 12));
    expect(shortly(await stage.verify())).toEqual(['deleted 11-12']);
  });

  it('shows when the policy let go more than had to be kept', async () => {
    using stage = template.copy();
    const [finding] = (await stage.verify({ keptAtLeastMs: 365 * DAY })).findings;
    expect(finding).toMatchObject({ kind: 'checkpoint', text: expect.stringContaining('kept for 365 days') });
  });

  it.each<[string, (members: CheckpointMembers) => Partial<CheckpointMembers>, RegExp]>([
    ['for more entries', () => ({ place: 12 }), /forged/],
    ['that names another policy', () => ({ keptMs: 0 }), /forged/],
    ['of another store', () => ({ stream: 'other' }), /another store/],
  ])('shows a checkpoint %s', async (_what, change, expected) => {
    using stage = template.copy();
    const forger = readAuditKey(newAuditKeyText());
    stage.tamper((database) => {
      const { line, ...members } = readCheckpoint(kept(database)) ?? fail();
      const text = checkpointLine({ ...members, ...change({ ...members }) }, forger);
      database.prepare("UPDATE audit_note SET text = ? WHERE kind = 'checkpoint'").run(text);
      expect(line.key).toBe(readAuditKey(readFileSync(stage.keyPath, 'utf8')).id);
    });
    const { findings } = await stage.verify();
    expect(findings.map(({ text }) => text).join(' ')).toMatch(expected);
  });

  it('shows when the checkpoint itself is gone', async () => {
    using stage = template.copy();
    stage.tamper((database) => database.exec("DELETE FROM audit_note WHERE kind = 'checkpoint'"));
    expect(shortly(await stage.verify())).toContain('deleted 1-10');
  });
});

it('a trail whose every entry has gone begins behind them when it goes on', async () => {
  using stage = new AuditStage();
  await stage.running(async ({ append, retention, chain }) => {
    await append(3);
    stage.clock.advance(31 * DAY);
    await retention.run();
    expect((await chain.after(0, 9)).map(({ place }) => place)).toEqual([4]);
  }, 30 * DAY);
  await stage.running(({ append }) => append(2));
  expect(await stage.verify()).toMatchObject({ findings: [], from: 3, to: 6 });
});

it('a trail that is kept for good loses nothing', async () => {
  using stage = new AuditStage();
  await stage.running(async ({ append, retention }) => {
    await append(3);
    stage.clock.advance(10_000 * DAY);
    expect(await retention.run()).toBe(0);
  });
  expect(await stage.verify()).toMatchObject({ findings: [], from: 0, to: 3 });
});

function kept(database: { prepare: (sql: string) => { get: () => unknown } }): string {
  return (database.prepare("SELECT text FROM audit_note WHERE kind = 'checkpoint'").get() as { text: string }).text;
}

function fail(): never {
  throw new Error('there is no checkpoint');
}
