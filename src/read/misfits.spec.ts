// Records that break the contract: refused, skipped or masked as their field says, always observed, never the end of
// a page.
import { describe, expect, it } from '@jest/globals';
import { bodyOf, lineRow, orderRow, pageOf, problemOf, readBench } from '../../test/support/read/read-bench.js';
import type { NamedRow } from '../../test/support/read/matches-predicate.js';

const misfits = (bench: ReturnType<typeof readBench>) =>
  bench.observations.flatMap((seen) =>
    seen.kind === 'misfit' ? [`${seen.field} ${seen.handling}: ${seen.reason}`] : [],
  );

describe('a record that breaks the contract', () => {
  it.each<[string, NamedRow, string, string]>([
    ['an unknown code, to be skipped', { ORDSTS: '?' }, 'status skipped: unknown code', 'not-found'],
    [
      'null where a value is required, to be refused',
      { ORDTOT: null },
      'total refused: null where a value is required',
      'record-unusable',
    ],
    [
      'text outside the code page in its key',
      { ORDNO: 'SO-\u0081      ' },
      'id refused: holds characters outside the code page',
      'not-found',
    ],
  ])('because of %s', async (_title, row, observed, alone) => {
    const bench = readBench({ Orders: [orderRow(1, row), orderRow(2)], OrderLines: [] });
    const page = pageOf(await bench.serve('orders.list'));
    expect(page.data.map(({ id }) => id)).toEqual(['SO-000002']);
    expect(page.page.withheld).toBe(1);
    expect(misfits(bench)).toEqual([observed]);
    const problem = await problemOf(bench.serve('orders.get', '', { key: 'SO-000001' }));
    expect(problem).toMatchObject({ code: alone, detail: undefined, errors: [] });
  });

  it('is shown without the value when the field says mask', async () => {
    const bench = readBench({ Orders: [orderRow(1, { ORDDAT: '20260231', ORDTXT: 'bad \ufffd' })], OrderLines: [] });
    const page = pageOf(await bench.serve('orders.list'));
    expect(page.data).toEqual([expect.objectContaining({ orderedOn: null, note: null })]);
    expect(page.page).not.toHaveProperty('withheld');
    expect(misfits(bench)).toEqual([
      'orderedOn masked: no such date',
      'note masked: holds characters outside the code page',
    ]);
  });

  it('is observed with all of its misfits, and refused when one of them says so', async () => {
    const bench = readBench({ Orders: [orderRow(1, { ORDSTS: '?', ORDTOT: null })] });
    expect((await problemOf(bench.serve('orders.get', '', { key: 'SO-000001' }))).code).toBe('record-unusable');
    expect(misfits(bench)).toHaveLength(2);
    expect(JSON.stringify(bench.observations)).not.toContain('?');
  });

  it('is no matter when the field at fault was not asked for', async () => {
    const bench = readBench({ Orders: [orderRow(1, { ORDSTS: '?' })] });
    expect(pageOf(await bench.serve('orders.list', 'fields=total')).data).toHaveLength(1);
  });
});

describe('children that break the contract', () => {
  const order = orderRow(1);
  const alone = (lines: readonly NamedRow[]) => readBench({ Orders: [order, orderRow(2)], OrderLines: [...lines] });

  it('take their parent along when they are more than the agreed number', async () => {
    const bench = alone([10, 20, 30, 40].map((number) => lineRow(order, number)));
    const page = pageOf(await bench.serve('orders.listWithLines'));
    expect(page.data.map(({ id }) => id)).toEqual(['SO-000002']);
    expect(page.page.withheld).toBe(1);
    expect(misfits(bench)).toEqual(['lines refused: more than the agreed number']);
    expect((await problemOf(bench.serve('orders.get', '', { key: 'SO-000001' }))).code).toBe('record-unusable');
  });

  it('take their parent along when a field of theirs says refuse', async () => {
    const bench = alone([lineRow(order, 10), lineRow(order, 20, { ITEMNO: null })]);
    expect(pageOf(await bench.serve('orders.listWithLines')).page.withheld).toBe(1);
    expect(misfits(bench)).toEqual(['lines.itemId refused: null where a value is required']);
  });

  it('are left out alone when a field of theirs says skip', async () => {
    const bench = alone([lineRow(order, 10, { QTY: null }), lineRow(order, 20)]);
    const body = bodyOf(await bench.serve('orders.get', 'fields=lines', { key: 'SO-000001' }));
    expect(body).toMatchObject({ lines: [{ lineNo: 20 }] });
  });
});
