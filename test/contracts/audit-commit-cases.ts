// Cases of the contract of the audit trail: what a decision leaves behind, in the commit of what it tells of.
import { expect, it } from '@jest/globals';
import { auditOf, toldOf } from './audit-sample.js';
import { batchMoveOf, decided, sealed, walkBatch } from './batch-sample.js';
import { at, claimAt, idOf, moveOf, newWrite } from './ledger-sample.js';
import { reviewOf } from './review-sample.js';
import type { Within } from './store-fixture.js';

const ACCEPT = auditOf('command/1', { action: 'command.accept', actor: { kind: 'client', id: 'web-shop' } });
const DECISION = auditOf('command/1', { reason: 'asked the ERP desk' });
const REFUSED = { ...DECISION, outcome: 'refused' };

export function auditCommitCases(within: Within): void {
  it('tells of a command that is accepted, and not again of its replay or of a misused key', () =>
    within(async ({ ledger, audit }) => {
      const write = { ...newWrite(1), audit: ACCEPT };
      await ledger.append(write);
      await ledger.append(write);
      await ledger.append({ ...write, mark: { ...write.mark, fingerprint: 'other' } });
      expect(await toldOf(audit, 'command/1')).toEqual([ACCEPT]);
    }));

  it('tells of nothing that was not asked to be told', () =>
    within(async ({ ledger, audit }) => {
      await ledger.append(newWrite(1));
      await claimAt(ledger, 0);
      expect(await audit.list({ limit: 1 })).toEqual([]);
    }));

  it('tells of a move that was made, and of one that came too late as refused', () =>
    within(async ({ ledger, audit }) => {
      await ledger.append(newWrite(1));
      const command = (await ledger.find(idOf(1)))?.command;
      if (command === undefined) throw new Error('nothing was stored');
      await ledger.move(moveOf(command, 'cancelled', { audit: DECISION }));
      await ledger.move(moveOf(command, 'cancelled', { audit: DECISION }));
      expect(await toldOf(audit, 'command/1')).toEqual([DECISION, REFUSED]);
    }));

  it('tells of nothing when a move is unlawful', () =>
    within(async ({ ledger, audit }) => {
      await ledger.append(newWrite(1));
      const command = (await ledger.find(idOf(1)))?.command;
      if (command === undefined) throw new Error('nothing was stored');
      await expect(ledger.move(moveOf(command, 'succeeded', { audit: DECISION }))).rejects.toThrow('cannot go');
      expect(await audit.list({ limit: 1 })).toEqual([]);
    }));

  it('tells of a move of a batch that was made, and as refused of one that was overtaken or hindered', () =>
    within(async (store) => {
      const { batches, audit } = store;
      const parked = await walkBatch(batches, await sealed(store, [1]), ['parked']);
      await batches.move(batchMoveOf(parked, 'closed', { ...decided('closed'), audit: DECISION }));
      const again = batchMoveOf(parked, 'sealed', { ...decided('sealed'), audit: DECISION });
      await batches.move(again);
      await batches.move(again);
      expect(await toldOf(audit, 'command/1')).toEqual([REFUSED, DECISION, REFUSED]);
    }));

  it('tells of a review item that was closed, and as refused where there was none to close', () =>
    within(async ({ reviews, audit }) => {
      await reviews.put([reviewOf(1)]);
      const decision = { by: 'operator', reason: 'a test file', at: at(2) };
      await reviews.close(reviewOf(1).id, decision, DECISION);
      await reviews.close(reviewOf(1).id, decision, DECISION);
      expect(await toldOf(audit, 'command/1')).toEqual([DECISION, REFUSED]);
    }));

  it('tells how many were released before their time, and nothing when there were none', () =>
    within(async ({ ledger, audit }) => {
      for (const number of [1, 2]) await ledger.append({ ...newWrite(number), state: 'held', notBefore: at(100) });
      const request = { channel: 'main', now: at(1), by: 'operator', reason: 'the count is done', most: 9 };
      const override = auditOf('channel/main', { action: 'calendar.override' });
      await ledger.release({ ...request, audit: override });
      await ledger.release({ ...request, audit: override });
      expect(await toldOf(audit, 'channel/main')).toEqual([{ ...override, detail: { released: 2 } }]);
    }));
}
