// The ERP and its SFTP server as tests start them: one takes in what the other received, and both can be killed.
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import SftpClient from 'ssh2-sftp-client';
import { eventually } from './eventually.js';
import type { RunningErp } from './running-erp.js';
import { startErp } from './running-erp.js';

let erp: RunningErp;
beforeAll(async () => {
  erp = await startErp({ scale: 0.01 });
});
afterAll(async () => {
  await erp[Symbol.asyncDispose]();
});

const ids = ['01JD7Z5W3KQ8M4R2T6V9X00001', '01JD7Z5W3KQ8M4R2T6V9X00002'];

async function client(): Promise<SftpClient> {
  const made = new SftpClient('test', { error: () => undefined, end: () => undefined, close: () => undefined });
  const { hostname, port, username, password } = new URL(erp.addresses().ERP_INBOX_URL);
  const sock = connect(Number(port), hostname).setNoDelay(true);
  await made.connect({ sock, username, password: decodeURIComponent(password) });
  return made;
}

/** A file of stock counts: one that is applied, one of a warehouse that is none. */
function counts(sequence: number): { readonly name: string; readonly bytes: Buffer } {
  const line = '<Line item="BRG-00001" quantity="5"/>';
  const count = (id: string | undefined, warehouse: string): string =>
    `<Count ref="${id ?? ''}" warehouse="${warehouse}"><CountedOn>2026-12-01</CountedOn><Comment/>${line}</Count>`;
  const says = `date="2026-12-01" sequence="${sequence}" count="2" total="10"`;
  const xml = `<StockCounts ${says}>${count(ids[0], '01')}${count(ids[1], '99')}</StockCounts>`;
  return { name: `STK20261201${String(sequence).padStart(5, '0')}.XML`, bytes: Buffer.from(xml) };
}

async function drop(sequence: number): Promise<string> {
  const { name, bytes } = counts(sequence);
  const sftp = await client();
  await sftp.put(bytes, `/inbox/${name}.tmp`);
  await sftp.rename(`/inbox/${name}.tmp`, `/inbox/${name}`);
  await sftp.end();
  return name;
}

/** What acknowledges a file, read over SFTP once it is there. */
async function acknowledgement(name: string): Promise<string> {
  const sftp = await client();
  const path = `/outbox/${name.replace('.XML', '.ACK.XML')}`;
  await eventually('the acknowledgement', async () => (await sftp.exists(path)) !== false);
  const bytes = (await sftp.get(path)) as Buffer;
  await sftp.end();
  return bytes.toString('utf8');
}

describe('a running ERP', () => {
  it('takes in what was dropped, acknowledges it, and knows what it did', async () => {
    const name = await drop(1);
    const said = await acknowledgement(name);
    expect(said).toContain('number="1" status="applied"');
    expect(said).toContain('number="2" status="refused" code="WHS"');
    const effects = await erp.effects();
    expect(effects.map(({ kind, reference, of, line }) => ({ kind, reference, of, line }))).toEqual([
      { kind: 'stock-count', reference: ids[0], line: 1 },
      { kind: 'refusal', reference: ids[1], of: 'stock-count', line: 2 },
    ]);
    expect(await erp.inbox.counters()).toMatchObject({ publications: 1 });
    expect((await erp.inbox.renames()).map(({ to, done }) => ({ to, done }))).toEqual([
      { to: `/inbox/${name}`, done: true },
    ]);
  });

  it('goes on after either process was killed', async () => {
    const { ERP_INBOX_HOST_KEY: pin, ERP_INBOX_URL: url } = erp.addresses();
    await erp.kill();
    const name = await drop(2);
    await erp.inbox.kill();
    await erp.startAgain();
    await erp.inbox.startAgain();
    expect(erp.addresses()).toMatchObject({ ERP_INBOX_HOST_KEY: pin, ERP_INBOX_URL: url });
    expect(await acknowledgement(name)).toContain('status="applied"');
    expect((await erp.effects(2)).map(({ kind, file }) => [kind, file])).toEqual([
      ['stock-count', name],
      ['refusal', name],
    ]);
    expect(await erp.job()).toMatchObject({ files: 1, records: 2, refusedRecords: 1, refusedFiles: [], failures: 0 });
  });

  it('leaves files alone while its job is paused', async () => {
    await erp.pauseJob(true);
    const name = await drop(3);
    expect(await erp.job()).toMatchObject({ paused: true, files: 1 });
    expect(await erp.runJob()).toMatchObject({ files: 2 });
    expect(await acknowledgement(name)).toContain('applied');
    await erp.heal();
    expect(await erp.job()).toMatchObject({ paused: false });
  });
});
