// A process of its own that appends audit entries: `folder count callers`. Each acknowledged one is told on stdout as
// `ack <n>` before the next one of the same caller begins; a head is signed after every hundred.
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { AuditHeadFile } from '../../adapters/folder/audit-head-file.js';
import { openKeyFile } from '../../adapters/folder/key-file.js';
import { SqliteAuditChain } from '../../adapters/sqlite/audit/sqlite-audit-chain.js';
import { SqliteAuditLog } from '../../adapters/sqlite/audit/sqlite-audit-log.js';
import { SqliteStore } from '../../adapters/sqlite/store/sqlite-store.js';
import { newAuditKeyText, readAuditKey } from '../../src/audit/heads/audit-key.js';
import { HeadKeeper } from '../../src/audit/heads/head-keeper.js';
import { systemClock } from '../../src/kernel/clock.js';
import { auditOf } from '../contracts/audit-sample.js';

const [folder = '', count = '0', callers = '1'] = process.argv.slice(2);

const store = await SqliteStore.open(join(folder, 'ledger'));
const log = new SqliteAuditLog(store);
const heads = await HeadKeeper.open({
  chain: new SqliteAuditChain(store),
  file: new AuditHeadFile(join(folder, 'audit-heads.ndjson')),
  key: readAuditKey(await openKeyFile(join(folder, 'audit.key'), newAuditKeyText)),
  clock: systemClock,
  observe: () => undefined,
});
let next = 0;
const caller = async (): Promise<void> => {
  while (next < Number(count)) {
    const number = (next += 1);
    await log.append(auditOf(`command/${number}`));
    if (number % 100 === 0) await heads.sign();
    writeSync(1, `ack ${number}\n`);
  }
};
await Promise.all(Array.from({ length: Number(callers) }, caller));
await heads.stop();
await store.close();
