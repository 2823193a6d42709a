// The batch job from outside: files go in by hand, acknowledgements and rows come out.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ConnectionPool } from 'mssql';
import type { EffectLine } from '../effects/effects-ledger.js';
import type { TemporaryErp } from '../process/temporary-erp.js';
import { temporaryErp } from '../process/temporary-erp.js';
import { amendment, FileDrops, reference } from './file-drops.js';

let erp: TemporaryErp;
let owner: ConnectionPool;
let drops: FileDrops;
beforeAll(async () => {
  erp = await temporaryErp({ clock: () => Date.UTC(2026, 11, 1, 8, 5, 9) });
  owner = await erp.connect('erp_owner', 'primary');
  drops = new FileDrops(erp.data);
  await owner.request().query(
    `UPDATE dbo.ORDHED SET ORDSTS = 'O', ORDTXT = 'before', REQDAT = 20261224 WHERE ORDNO IN ('SO-100001', 'SO-100002');
     UPDATE dbo.ORDHED SET ORDSTS = 'F' WHERE ORDNO = 'SO-100003';
     UPDATE dbo.ORDHED SET ORDSTS = 'X' WHERE ORDNO = 'SO-100004'`,
  );
});
afterAll(() => erp.stop());

const rows = async (sql: string): Promise<Record<string, unknown>[]> =>
  (await owner.request().query<Record<string, unknown>>(sql)).recordset;
const look = (): Promise<void> => erp.erp.job.look();
const effectsOf = (file: string): EffectLine[] =>
  readFileSync(erp.erp.effectsFile, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as EffectLine)
    .filter((line) => line.file === file);
const written = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

describe('amendments', () => {
  it('change what they name, keep what is unchanged, empty what is cleared, and are answered in Windows-1252', async () => {
    const name = drops.amendments(1, [
      amendment(1, 'SO-100001', 'Læsses bagfra – før kl. 10'),
      amendment(2, 'SO-100002', '{clear}', '00000000'),
      amendment(3, 'SO-100003', 'too late'),
      amendment(4, 'SO-999999', 'nowhere'),
      amendment(5, 'SO-100004', 'cancelled'),
      amendment(6, 'SO-100001', '{unchanged}', '20260231'),
      amendment(7, 'SO-100001', '{unchanged}', '20270115'),
    ]);
    await look();
    expect(drops.lines('AMD2026120100001.ACK')).toEqual([
      `${reference(1)};A;;`,
      `${reference(2)};A;;`,
      `${reference(3)};R;E02;Ordren er afsendt og kan ikke ændres`,
      `${reference(4)};R;E01;Ordren findes ikke`,
      `${reference(5)};R;E03;Ordren er annulleret`,
      `${reference(6)};R;E04;Leveringsdatoen findes ikke`,
      `${reference(7)};A;;`,
    ]);
    expect(
      await rows(`SELECT ORDTXT, REQDAT, CHGUSR, CHGREF FROM api.Orders WHERE ORDNO IN ('SO-100001', 'SO-100002') ORDER BY ORDNO`),
    ).toEqual([
      { ORDTXT: 'Læsses bagfra – før kl. 10', REQDAT: 20270115, CHGUSR: 'AMDIN     ', CHGREF: reference(7) },
      { ORDTXT: null, REQDAT: 0, CHGUSR: 'AMDIN     ', CHGREF: reference(2) },
    ]); // prettier-ignore
    expect(drops.names('inbox')).toEqual([]);
    expect(drops.names('archive')).toEqual([name, `${name}.OK`]);
    await written();
    expect(effectsOf(name).map(({ kind, key, line, reason }) => [kind, key, line, reason])).toEqual([
      ['amendment', 'SO-100001', 2, undefined],
      ['amendment', 'SO-100002', 3, undefined],
      ['refusal', 'SO-100003', 4, 'E02'],
      ['refusal', 'SO-999999', 5, 'E01'],
      ['refusal', 'SO-100004', 6, 'E03'],
      ['refusal', 'SO-100001', 7, 'E04'],
      ['amendment', 'SO-100001', 8, undefined],
    ]);
  });

  it('wait for their marker', async () => {
    const name = drops.amendments(2, [amendment(11, 'SO-100001')], false);
    await look();
    expect(drops.names('inbox')).toEqual([name]);
    drops.put(`${name}.OK`, '');
    await look();
    expect(drops.names('inbox')).toEqual([]);
    expect(drops.lines('AMD2026120100002.ACK')).toEqual([`${reference(11)};A;;`]);
  });

  it('are applied again when another file brings the same record: the job dedupes nothing', async () => {
    const again = [
      drops.amendments(3, [amendment(12, 'SO-100001')]),
      drops.amendments(4, [amendment(12, 'SO-100001')]),
    ];
    await look();
    await written();
    const found = again.flatMap(effectsOf);
    expect(found.map(({ kind, reference: of }) => [kind, of])).toEqual([
      ['amendment', reference(12)],
      ['amendment', reference(12)],
    ]);
  });
});

describe('new customers', () => {
  const record = (number: number, values: Partial<Record<'name' | 'list' | 'currency' | 'limit' | 'kind', string>>) => {
    const { name = 'Ærø Maskiner', list = 'DKK-ST', currency = 'DKK', limit = '', kind = 'E' } = values;
    return `${reference(number)};${name};${kind};DA;${currency};08;${list};${limit};a@example.com;J`;
  };

  it('get the next numbers, are seen in the view, and are answered in ISO 8859-1', async () => {
    drops.customers(
      1,
      [
        record(21, { name: '"Ærø; Maskiner ""A/S"""', limit: '12500,50' }),
        record(22, { limit: 'NONE' }),
        record(23, { list: 'XXX-ST' }),
        record(24, { currency: 'USD' }),
        record(25, { list: 'EUR-ST' }),
        record(26, { kind: 'Q' }),
        record(27, { name: ' ' }),
        record(28, {}),
      ],
      '12500.5',
    );
    await look();
    expect(drops.lines('CUS2026120100001.ACK')).toEqual([
      'REF;RESULT;CUSTNO;MESSAGE',
      `${reference(21)};00;C10041;`,
      `${reference(22)};00;C10042;`,
      `${reference(23)};10;;PRLCOD: prislisten XXX-ST findes ikke`,
      `${reference(24)};10;;CURCOD: valutaen USD handles ikke`,
      `${reference(25)};10;;PRLCOD: prislisten EUR-ST er ikke i DKK`,
      `${reference(26)};10;;CUSTTP: koden Q findes ikke`,
      `${reference(27)};10;;CUSTNM: navnet mangler`,
      `${reference(28)};00;C10043;`,
    ]);
    const made = await rows(
      `SELECT CUSTNM, SRCHNM, CUSTST, HOLD, CRDLIM, BALAMT, EMAIL, NWSFLG, CRTDAT, CHGREF FROM api.Customers
       WHERE CUSTNO >= 'C10041' ORDER BY CUSTNO`,
    );
    expect(made[0]).toEqual({
      ...{ CUSTNM: 'Ærø; Maskiner "A/S"', SRCHNM: 'ÆRØMASKINERAS       ', CUSTST: 'A', HOLD: 'N', CRDLIM: 12500.5 },
      ...{ BALAMT: 0, EMAIL: 'a@example.com', NWSFLG: 'J', CRTDAT: 20261201, CHGREF: reference(21) },
    });
    expect(made.map(({ CRDLIM }) => CRDLIM)).toEqual([12500.5, null, 10000]);
  });

  it('of the same name and reference are made twice', async () => {
    drops.customers(2, [record(31, { name: 'Twice' })]);
    drops.customers(3, [record(31, { name: 'Twice' })]);
    await look();
    expect(await rows(`SELECT COUNT(*) AS n FROM api.Customers WHERE CUSTNM = 'Twice'`)).toEqual([{ n: 2 }]);
  });
});

describe('stock counts', () => {
  const count = (number: number, warehouse: string, lines: string): string =>
    `  <Count ref="${reference(number)}" warehouse="${warehouse}"><CountedOn>2026-11-30</CountedOn><Comment>Søren &amp; co</Comment>${lines}</Count>`;

  it('set the stock of all their items or of none, and are answered by number', async () => {
    const two = '<Line item="BRG-00001" quantity="12.5"/><Line item="BLT-00002" quantity="7"/>';
    drops.counts(
      1,
      [
        count(41, '02', two),
        count(42, '02', '<Line item="BRG-00001" quantity="99"/><Line item="NONE-1" quantity="1"/>'),
        count(43, '09', '<Line item="BRG-00001" quantity="1"/>'),
      ],
      '120.500',
    );
    await look();
    expect(drops.read('outbox', 'STK2026120100001.ACK.XML').toString()).toBe(
      [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<StockResults file="STK2026120100001.XML">',
        '  <Result number="1" status="applied"/>',
        '  <Result number="2" status="refused" code="ITEM" text="Varen NONE-1 findes ikke"/>',
        '  <Result number="3" status="refused" code="WHS" text="Lageret 09 findes ikke"/>',
        '</StockResults>',
        '',
      ].join('\n'),
    );
    expect(
      await rows(`SELECT ITEMNO, QTYONH, CHGDAT FROM api.StockLevels WHERE WHSNO = '02' AND ITEMNO IN ('BRG-00001', 'BLT-00002') ORDER BY ITEMNO`),
    ).toEqual([
      { ITEMNO: 'BLT-00002      ', QTYONH: 7, CHGDAT: 20261201 },
      { ITEMNO: 'BRG-00001      ', QTYONH: 12.5, CHGDAT: 20261201 },
    ]); // prettier-ignore
  });
});

describe('a whole file', () => {
  const refused = async (name: string): Promise<string> => {
    await look();
    expect(drops.has('inbox', name)).toBe(false);
    expect(drops.has('archive/bad', name)).toBe(true);
    return drops.read('outbox', `${name}.ERR`).toString();
  };

  it('is refused when its totals are wrong, and nothing of it is applied', async () => {
    const record = `${reference(51)};Never;E;DA;DKK;08;DKK-ST;10,00;;N`;
    expect(await refused(drops.customers(50, [record], '11.00'))).toContain('the total of CRDLIM 11.00 is not the sum');
    expect(drops.names('archive').filter((name) => name.startsWith('CUS2026120100050'))).toEqual([]);
    expect(await refused(drops.counts(50, [], '1'))).toContain('the total of quantities 1 is not the sum');
    expect(await rows(`SELECT COUNT(*) AS n FROM api.Customers WHERE CUSTNM = 'Never'`)).toEqual([{ n: 0 }]);
  });

  it('is refused when it was cut short, whatever the place', async () => {
    const whole = drops.amendments(51, [amendment(52, 'SO-100001'), amendment(53, 'SO-100001')]);
    const bytes = drops.read('inbox', whole);
    for (const length of [0, 1, 40, 102, 103, bytes.length - 5, bytes.length - 1]) {
      drops.put(whole, bytes.subarray(0, length));
      drops.put(`${whole}.OK`, '');
      expect((await refused(whole)).length).toBeGreaterThan(10);
    }
    drops.put(whole, bytes);
    drops.put(`${whole}.OK`, '');
    await look();
    expect(drops.has('archive', whole)).toBe(true);
  });

  it('is refused when its name was taken in before, or its number by another file', async () => {
    const name = drops.customers(2, [`${reference(54)};Never;E;DA;DKK;08;DKK-ST;;;N`]);
    expect(await refused(name)).toContain('a file of this name was taken in before');
    const other = 'CUS2026120200002.CSV';
    drops.put(other, drops.read('archive', 'CUS2026120100002.CSV'));
    expect(await refused(other)).toContain('CUS2026120100002.CSV had this number');
    expect(await rows(`SELECT COUNT(*) AS n FROM api.Customers WHERE CUSTNM = 'Never'`)).toEqual([{ n: 0 }]);
  });

  it('is left alone when its name is none of a program', async () => {
    drops.put('AMD2026120100099.DAT.tmp', 'half of it');
    drops.put('.AMD2026120100099.DAT', 'half of it');
    await look();
    expect(drops.names('inbox')).toEqual(['.AMD2026120100099.DAT', 'AMD2026120100099.DAT.tmp']);
  });

  it('is noticed when its number does not follow the one before', async () => {
    const name = drops.amendments(77, [amendment(55, 'SO-100001')]);
    await look();
    expect(erp.erp.job.counters.outOfSequence).toContain(name);
    expect(drops.has('archive', name)).toBe(true);
    expect(erp.erp.job.counters).toMatchObject({ failures: 0, lastFailure: null });
  });
});
