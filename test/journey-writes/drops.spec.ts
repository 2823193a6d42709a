// Writes that travel in files, over real processes: what is in the file to the byte, what the ERP made of it, what the
// sender is told in the end, and what never becomes a file.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readCsv, readFixedWidth, readXml } from '../support/layouts/independent-parsers.js';
import { eventually } from '../support/running/eventually.js';
import { setDroppingStage } from './dropping-stage.js';
import type { DroppingStage } from './dropping-stage.js';
import { archivedFileOf, filesIn, numberOf } from './erp-files.js';
import type { FoundFile } from './erp-files.js';
import { accepted, effectsOf, newCustomer, read, send, settled } from './writes-of-drops.js';
import type { Write } from './writes-of-drops.js';

interface Listed {
  readonly data: readonly { readonly id: string; readonly note: string | null; readonly requestedOn: string | null }[];
}

let stage: DroppingStage;
let open: Listed['data'];
let shipped: string;
beforeAll(async () => {
  stage = await setDroppingStage();
  open = (await read<Listed>(stage, '/v1/orders?status=open&limit=10')).data;
  shipped = (await read<Listed>(stage, '/v1/orders?status=shipped&limit=1')).data[0]?.id ?? '';
}, 180_000);
afterAll(async () => stage[Symbol.asyncDispose]());

const amendment = (order: string, body: object): Write => ({ path: `/v1/orders/${order}`, method: 'PATCH', body });
const order = (index: number): Listed['data'][number] => open[index] ?? { id: '', note: null, requestedOn: null };
const WAY = ['accepted', 'delivering', 'delivered', 'succeeded'];

/** The statuses a command went through; nothing but the four, forward only, from the first to the last. */
function expectWholeWay(history: readonly { readonly status: string }[]): void {
  const statuses = history.map(({ status }) => status);
  expect([statuses[0], statuses.at(-1)]).toEqual(['accepted', 'succeeded']);
  expect(statuses).toEqual(WAY.filter((status) => statuses.includes(status)));
  expect(statuses).toContain('delivering');
}

/** Windows-1252 has the euro at 0x80 and Latin letters where ISO 8859-1 has them. */
const windows1252 = (text: string): Buffer => Buffer.from(text.replaceAll('\u20ac', '\u0080'), 'latin1');
const fromWindows1252 = (bytes: Uint8Array): string =>
  Buffer.from(bytes).toString('latin1').replaceAll('\u0080', '\u20ac');

const AMENDMENT = [
  { at: 1, width: 12, side: 'right', fill: ' ' },
  { at: 13, width: 40, side: 'right', fill: ' ' },
  { at: 53, width: 8, side: 'left', fill: '' },
  { at: 61, width: 26, side: 'left', fill: '' },
] as const;

/** The values of the record that speaks of a command. */
const recordOf = ({ bytes }: FoundFile, id: string): readonly string[] =>
  readFixedWidth(
    bytes,
    AMENDMENT.map((slice) => ({ ...slice, fill: slice.fill === '' ? '\0' : slice.fill })),
    fromWindows1252,
  ).find(([, , , reference]) => reference === id) ?? [];

/** Acknowledgements are put away once what they say is on disk, a moment after the command has settled. */
async function putAway(name: string): Promise<void> {
  const { outbox, read: away } = stage.erp.inbox.folders;
  await eventually(`${name} to be put away`, () => filesIn(away).some((file) => file.name === name));
  expect(filesIn(outbox).map((file) => file.name)).not.toContain(name);
}

describe('an amendment of an order, a record of fixed width', () => {
  const body = { note: 'Leveres \u20ac-palle \u00e6\u00f8\u00e5', requestedOn: '2027-01-15' };
  let id: string;

  it('is accepted, delivered and done, and changes the order', async () => {
    const { status, json, headers } = await send(stage, amendment(order(0).id, body));
    id = String(json['id']);
    expect([status, json['status'], headers.get('location')]).toEqual([202, 'accepted', `/v1/commands/${id}`]);
    expectWholeWay((await settled(stage, id)).history);
    expect(await read(stage, `/v1/orders/${order(0).id}`)).toMatchObject(body);
    expect(await effectsOf(stage, [id])).toEqual([1]);
  });

  it('lies in the archive to the byte as the layout says, with its done marker, its acknowledgement put away', async () => {
    const file = archivedFileOf(stage.erp, id);
    const { date, number } = numberOf(file);
    const record = windows1252(`${order(0).id.padEnd(12)}${body.note.padEnd(40)}20270115${id}\r\n`);
    expect(record).toHaveLength(88);
    expect(file.bytes.toString('latin1')).toBe(`H${date}${number}\r\n${record.toString('latin1')}T0000001\r\n`);
    const { archive, inbox } = stage.erp.inbox.folders;
    expect(filesIn(archive).find(({ name }) => name === `${file.name}.OK`)?.bytes).toHaveLength(0);
    expect(filesIn(inbox)).toEqual([]);
    await putAway(file.name.replace('.DAT', '.ACK'));
  });

  it('says of what is left out that it stays, and of null that it goes', async () => {
    const writes = [{ note: null }, { requestedOn: null }, { note: 'kun noten' }, { requestedOn: '2027-02-01' }];
    const orders = writes.map((_, index) => order(2 + index));
    const ids = await Promise.all(
      orders.map((each, index) => accepted(stage, amendment(each.id, writes[index] ?? {}))),
    );
    await Promise.all(ids.map((id) => settled(stage, id)));
    expect(ids.map((id) => recordOf(archivedFileOf(stage.erp, id), id))).toEqual([
      [orders[0]?.id, '{clear}', '99999999', ids[0]],
      [orders[1]?.id, '{unchanged}', '00000000', ids[1]],
      [orders[2]?.id, 'kun noten', '99999999', ids[2]],
      [orders[3]?.id, '{unchanged}', '20270201', ids[3]],
    ]);
    const now = await Promise.all(orders.map(({ id }) => read(stage, `/v1/orders/${id}`)));
    expect(now).toMatchObject([
      { note: null, requestedOn: orders[0]?.requestedOn },
      { note: orders[1]?.note, requestedOn: null },
      { note: 'kun noten', requestedOn: orders[2]?.requestedOn },
      { note: orders[3]?.note, requestedOn: '2027-02-01' },
    ]);
  });

  it('of an unknown or a shipped order is refused: 422 to whoever waited, and kept with its reason', async () => {
    const answers = await Promise.all(
      ['SO-1', shipped].map((key) => send(stage, { ...amendment(key, { note: 'for sent' }), wait: 20 })),
    );
    const refusals = [
      { reason: 'order-unknown', text: 'The order does not exist.' },
      { reason: 'order-shipped', text: 'The order has been shipped and cannot be changed.' },
    ];
    for (const [index, { status, json }] of answers.entries()) {
      const { reason, text } = refusals[index] ?? {};
      expect([status, json['code'], json['reason'], json['detail']]).toEqual([422, 'refused-by-erp', reason, text]);
      const command = await read(stage, `/v1/commands/${String(json['commandId'])}`);
      expect(command).toMatchObject({ status: 'refused', refusal: { reason, text } });
    }
  });
});

const COLUMNS = ['REF', 'CUSTNM', 'CUSTTP', 'LANGCD', 'CURCOD', 'PAYTRM', 'PRLCOD', 'CRDLIM', 'EMAIL', 'NWSFLG'];

describe('a new customer, a record of comma-separated values', () => {
  it('is answered 201 with its number to whoever waited, and can be read at once', async () => {
    const body = newCustomer('L\u00f8vens Lejer A/S', { creditLimit: '1234.5000', wantsNewsletter: true });
    const { status, json, headers } = await send(stage, { path: '/v1/customers', body, wait: 20 });
    const { id } = json['result'] as { id: string };
    expect([status, json['status'], headers.get('location')]).toEqual([201, 'succeeded', `/v1/customers/${id}`]);
    expect(await read(stage, `/v1/customers/${id}`)).toMatchObject({
      ...{ id, name: 'L\u00f8vens Lejer A/S', kind: 'dealer', status: 'active', paymentTerms: 'net14' },
      ...{ creditLimit: '1234.5000', email: null, wantsNewsletter: true },
    });
  });

  it('stands in its file as an independent parser and the trailer have it, codes that look like numbers included', async () => {
    const bodies = [
      newCustomer('Sm\u00f8r; "br\u00f8d" & ost', {
        creditLimit: '0.1000',
        email: 'a@b.example',
        paymentTerms: 'net8',
      }),
      newCustomer('Uden gr\u00e6nse', { creditLimit: null, email: null, paymentTerms: 'endOfNextMonth' }),
      newCustomer('Standard', { wantsNewsletter: false }),
    ];
    const ids = await Promise.all(bodies.map((body) => accepted(stage, { path: '/v1/customers', body })));
    await Promise.all(ids.map((id) => settled(stage, id)));
    const expected = [
      [ids[0], 'Sm\u00f8r; "br\u00f8d" & ost', 'D', 'DA', 'DKK', '08', 'DKK-ST', '0,1000', 'a@b.example', 'N'],
      [ids[1], 'Uden gr\u00e6nse', 'D', 'DA', 'DKK', '1E1', 'DKK-ST', 'NONE', '', 'N'],
      [ids[2], 'Standard', 'D', 'DA', 'DKK', '14', 'DKK-ST', '', '', 'N'],
    ];
    for (const [index, id] of ids.entries()) {
      const { name, bytes } = archivedFileOf(stage.erp, id);
      const rows = readCsv(fileWithoutTrailer(bytes), ';', '"');
      expect([name, rows[0]]).toEqual([expect.stringMatching(/^CUS\d{13}\.CSV$/), COLUMNS]);
      expect(rows.find(([reference]) => reference === id)).toEqual(expected[index]);
      const limits = rows.slice(1).map((row) => BigInt((row[7] ?? '').replace(/\D/g, '') || '0'));
      const [, count, total = ''] = lastLineOf(bytes).split(';');
      expect([count, total.includes(',')]).toEqual([String(rows.length - 1), false]);
      expect(Number(total) * 10_000).toBe(Number(limits.reduce((sum, limit) => sum + limit, 0n)));
    }
    expect((await effectsOf(stage, ids)).every((count) => count === 1)).toBe(true);
  });

  it('that the ERP refuses is refused in its own words, and nobody is registered', async () => {
    await stage.erp.jobFault({ fault: 'refuseNext', program: 'CUSIN', times: 1, message: 'Kunden findes i forvejen' });
    const body = newCustomer('Dobbeltg\u00e6nger');
    const { status, json } = await send(stage, { path: '/v1/customers', body, wait: 20 });
    expect([status, json['reason'], json['detail']]).toEqual([422, 'not-accepted', 'Kunden findes i forvejen']);
    expect(await read(stage, `/v1/customers?name=${encodeURIComponent('Dobbeltg\u00e6nger')}`)).toMatchObject({
      data: [],
    });
    expect(await effectsOf(stage, [String(json['commandId'])])).toEqual([0]);
  });
});

const linesOf = (bytes: Buffer): readonly string[] => bytes.toString('latin1').split('\r\n');
const lastLineOf = (bytes: Buffer): string => linesOf(bytes).at(-2) ?? '';
const fileWithoutTrailer = (bytes: Buffer): string =>
  linesOf(bytes)
    .slice(0, -2)
    .map((line) => `${line}\r\n`)
    .join('');

describe('a stock count, an element of XML', () => {
  const countOf = (items: readonly [string, string][], more: object = {}): Write => ({
    path: '/v1/stock-counts',
    body: {
      ...{ warehouseId: '01', countedOn: '2026-11-19', ...more },
      lines: items.map(([itemId, quantity]) => ({ itemId, quantity })),
    },
  });
  const itemsIn = async (): Promise<readonly string[]> => {
    const query = '/v1/stock-levels?warehouse=kolding&sort=id&limit=3';
    const { data } = await read<{ data: readonly { itemId: string }[] }>(stage, query);
    return data.map(({ itemId }) => itemId);
  };

  it('sets the stock that is read, and stands in its file with control totals', async () => {
    const [first = '', second = ''] = await itemsIn();
    const comment = 'T\u00e6lt <to> gange & "rigtigt" \u0141';
    const id = await accepted(
      stage,
      countOf(
        [
          [first, '7.250'],
          [second, '0.001'],
        ],
        { comment },
      ),
    );
    expectWholeWay((await settled(stage, id)).history);
    for (const [item, onHand] of [
      [first, '7.250'],
      [second, '0.001'],
    ] as const) {
      const level = await read(stage, `/v1/stock-levels/${encodeURIComponent(`01~${item}`)}`);
      expect(level).toMatchObject({ onHand, countedOn: '2026-11-19' });
    }
    const file = archivedFileOf(stage.erp, id);
    const text = file.bytes.toString('utf8');
    const { date, number } = numberOf(file);
    expect(readXml(text, 'Count', ['ref', 'warehouse', 'CountedOn', 'Comment'])).toEqual([
      [id, '01', '2026-11-19', comment],
    ]);
    expect(readXml(text, 'Line', ['item', 'quantity'])).toEqual([
      [first, '7.250'],
      [second, '0.001'],
    ]);
    const day = date.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');
    expect(readXml(text, 'StockCounts', ['date', 'sequence', 'count', 'total'])).toEqual([
      [day, String(Number(number)), '1', '7.251'],
    ]);
    await putAway(file.name.replace('.XML', '.ACK.XML'));
  });

  it('with an unknown item is refused whole, and no stock changes', async () => {
    const [, , third = ''] = await itemsIn();
    const level = `/v1/stock-levels/${encodeURIComponent(`01~${third}`)}`;
    const before = await read(stage, level);
    const { status, json } = await send(stage, {
      ...countOf([
        [third, '12345.678'],
        ['NO-SUCH-ITEM', '1.000'],
      ]),
      wait: 20,
    });
    expect([status, json['reason'], json['detail']]).toEqual([422, 'item-unknown', 'An item does not exist.']);
    expect(await read(stage, level)).toEqual(before);
  });
});

describe('values that the file cannot hold', () => {
  const pointersOf = ({ json }: { readonly json: Readonly<Record<string, unknown>> }): readonly string[] =>
    ((json['errors'] ?? []) as readonly { pointer: string }[]).map(({ pointer }) => pointer);

  it.each([
    ['a letter that Windows-1252 does not have', { note: 'Gda\u0144sk' }],
    ['a control character', { note: 'bip\u0007' }],
    ['a line end', { note: 'to\r\nlinjer' }],
    ['the very sign that means "unchanged"', { note: '{unchanged}' }],
    ['the very sign that means "emptied"', { note: '{clear}' }],
  ])('are refused when they come: %s', async (_, body) => {
    const answer = await send(stage, amendment(order(7).id, body));
    expect([answer.status, pointersOf(answer)]).toEqual([422, ['/note']]);
  });

  it('are refused by the document of the API already where it says how long they may be', async () => {
    const answer = await send(stage, amendment(order(7).id, { note: 'x'.repeat(41) }));
    expect([answer.status, answer.json['code'], pointersOf(answer)]).toEqual([400, 'invalid-request', ['/note']]);
  });

  it('are named all at once, and nothing of the write is kept', async () => {
    const before = await stage.admin<{ data: readonly unknown[] }>('/admin/v1/commands?limit=500');
    const body = newCustomer('\u0141\u00f3d\u017a', { email: 'a\u0001b', creditLimit: '-1.0000', priceListId: 'x\ty' });
    const unfit = await send(stage, { path: '/v1/customers', body });
    expect([unfit.status, unfit.json['code'], [...pointersOf(unfit)].sort()]).toEqual([
      422,
      'value-does-not-fit',
      ['/creditLimit', '/email', '/name', '/priceListId'],
    ]);
    const lines = [
      { itemId: 'a\u0001', quantity: '1.000' },
      { itemId: 'b', quantity: '1.000' },
    ];
    const count = { warehouseId: '\u0002', countedOn: '2026-11-19', lines };
    const inList = await send(stage, { path: '/v1/stock-counts', body: count });
    expect([inList.status, [...pointersOf(inList)].sort()]).toEqual([422, ['/lines/0/itemId', '/warehouseId']]);
    expect(await stage.admin('/admin/v1/commands?limit=500')).toEqual(before);
  });
});
