// An export is what its header says, or it breaks off: nobody must find it tampered with who verifies it later.
import { expect, it } from '@jest/globals';
import { MemoryAuditChain } from '../../adapters/memory/store/memory-audit-chain.js';
import { MemoryAuditLog } from '../../adapters/memory/store/memory-audit-log.js';
import { MemoryTables } from '../../adapters/memory/store/memory-tables.js';
import { auditOf } from '../../test/contracts/audit-sample.js';
import { ManualClock } from '../kernel/manual-clock.js';
import { AuditDesk } from './audit-desk.js';
import { digestText } from './chain/chain-digest.js';

function openDesk(): { readonly log: MemoryAuditLog; readonly chain: MemoryAuditChain; readonly desk: AuditDesk } {
  const tables = new MemoryTables();
  const log = new MemoryAuditLog(tables);
  const chain = new MemoryAuditChain(tables);
  return { log, chain, desk: new AuditDesk({ log, chain, clock: new ManualClock() }) };
}

async function letGo(chain: MemoryAuditChain, upTo: number): Promise<void> {
  const last = (await chain.after(upTo - 1, 1))[0];
  if (last === undefined) throw new Error(`there is no entry ${upTo}`);
  const checkpoint = JSON.stringify({ place: upTo, digest: digestText(last.digest) });
  await chain.retire({ upTo, checkpoint, audit: auditOf('audit', { action: 'audit.retire' }) });
}

async function fill(log: MemoryAuditLog, count: number): Promise<void> {
  await log.appendAll(Array.from({ length: count }, (_, number) => auditOf(`command/${number}`)));
}

it('breaks off when entries are let go between its header and its first entry', async () => {
  const { log, chain, desk } = openDesk();
  await fill(log, 5);
  const lines = desk.export()[Symbol.asyncIterator]();
  expect((await lines.next()).value).toContain('"checkpoint":null');
  await letGo(chain, 3);
  await expect(lines.next()).rejects.toThrow('let go while they were being exported');
});

it('begins behind its checkpoint', async () => {
  const { log, chain, desk } = openDesk();
  await fill(log, 5);
  await letGo(chain, 3);
  let text = '';
  for await (const piece of desk.export()) text += piece;
  const [header, first, second, third, end, ...rest] = text.split('\n');
  expect(header).toContain('"checkpoint":"{');
  expect([first, second, third].map((line) => line?.slice(0, 10))).toEqual(['{"place":4', '{"place":5', '{"place":6']);
  expect([end, ...rest]).toEqual(['{"kind":"end","entries":3}', '']);
});
