// What the operating system saw of a gateway that answered 202: between the row and the answer the disk was waited for.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { canTrace } from '../contracts/ledger-system-calls.js';
import { contosoCopy } from '../support/running/contoso-copy.js';
import { ownFolder } from '../support/running/own-folder.js';
import { answeredTooSoon, traceGateway } from './traced-gateway.js';
import type { Accepted, TracedGateway } from './traced-gateway.js';

const WRITES = 20;

const folder = ownFolder();
const isTraced = canTrace();
const traced = isTraced ? it : it.skip;
let writes: readonly Accepted[] = [];
let trace = '';

/** Nobody needs to be there: accepting a count touches no ERP. */
const NOBODY = {
  ERP_REPLICA_URL: 'mssql://nobody:nothing@127.0.0.1:1/Contoso?encrypt=false',
  ERP_PROCEDURES_URL: 'mssql://nobody:nothing@127.0.0.1:1/Contoso?encrypt=false',
  ERP_INBOX_URL: 'sftp://nobody:nothing@127.0.0.1:1',
  ERP_INBOX_HOST_KEY: `SHA256:${'A'.repeat(43)}`,
};

beforeAll(async () => {
  if (!isTraced) return;
  const facade = contosoCopy(folder.path, []);
  const gateway = await traceGateway(folder.path, { ...NOBODY, BANYAN_FACADE: facade, BANYAN_DRAIN_TIMEOUT: '1s' });
  try {
    writes = await writeOneByOne(gateway);
  } finally {
    await gateway[Symbol.asyncDispose]();
  }
  trace = readFileSync(gateway.trace, 'latin1');
}, 120_000);
afterAll(() => folder[Symbol.dispose]());

async function writeOneByOne({ address }: TracedGateway): Promise<readonly Accepted[]> {
  const secret = readFileSync(join(folder.path, 'data', 'first-client.secret'), 'utf8').trim();
  const accepted: Accepted[] = [];
  for (let number = 0; number < WRITES; number += 1) {
    const payload = `row ${number} of the traced gateway`;
    const lines = [{ itemId: 'BRG-00001', quantity: '1.000' }];
    const response = await fetch(`${address}/v1/stock-counts`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${secret}`,
        'content-type': 'application/json',
        'idempotency-key': `traced-${number}`,
      },
      body: JSON.stringify({ warehouseId: '01', countedOn: '2026-11-19', comment: payload, lines }),
    });
    const { id } = (await response.json()) as { id: string };
    if (response.status !== 202) throw new Error(`${response.status} instead of 202`);
    accepted.push({ id, payload });
  }
  return accepted;
}

/** The trace without the calls that wait for a disk. */
const withoutSyncs = (): string =>
  trace
    .split('\n')
    .filter((line) => !/f(data)?sync/.test(line))
    .join('\n');

describe('a 202', () => {
  traced(`leaves after the log was synced behind its row, ${WRITES} times of ${WRITES} (needs strace)`, () => {
    expect(writes).toHaveLength(WRITES);
    expect(answeredTooSoon(trace, writes)).toEqual([]);
  });

  traced('is seen to leave too soon where nothing is synced, or too late: the check can fail (needs strace)', () => {
    const ids = writes.map(({ id }) => id);
    expect(answeredTooSoon(withoutSyncs(), writes)).toEqual(ids);
    const syncs = trace.split('\n').filter((line) => /f(data)?sync/.test(line));
    expect(answeredTooSoon([...syncs, withoutSyncs()].join('\n'), writes)).toEqual(ids);
    expect(answeredTooSoon([withoutSyncs(), ...syncs].join('\n'), writes)).toEqual(ids);
  });
});
