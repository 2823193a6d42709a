// What a Source promises about order and position: every row exactly once, in one total order, whatever the ties.
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { LegacyRow, LegacyValue } from '../../src/legacy/legacy-value.js';
import type { OrderTerm } from '../../src/legacy/read-plan.js';
import type { Source } from '../../src/legacy/source.port.js';
import type { SourceFixture } from './source-fixture.js';
import { ask, ascending, rowsPlan } from './source-asking.js';
import { BLANKS, columnOf, type ContractView, LEDGER } from './source-data.js';

const ID = columnOf(LEDGER, 'ID');

/** Some columns in some order and directions, completed with the key. */
const anyOrder: fc.Arbitrary<readonly OrderTerm[]> = fc
  .tuple(
    fc.shuffledSubarray(LEDGER.columns.filter((column) => column !== ID)),
    fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
  )
  .map(([columns, directions]) =>
    [...columns, ID].map((column, index) => ({ column, descending: directions[index] ?? false })),
  );

export function pagingCases(fixture: () => SourceFixture): void {
  it('pages through ties and NULLs giving each row exactly once, in the order of one big page', async () => {
    const { source } = fixture().open();
    await fc.assert(
      fc.asyncProperty(anyOrder, fc.integer({ min: 1, max: 50 }), async (order, limit) => {
        const { schema } = fixture();
        const whole = await ask(source, rowsPlan({ schema, view: LEDGER }, { order }));
        expect(whole).toHaveLength(LEDGER.rows.length);
        expect(await pages(source, { schema, view: LEDGER, order, limit })).toEqual(whole);
      }),
      { seed: 20261120, numRuns: 12 },
    );
  });

  it('puts NULL before every value when ascending and behind every value when descending', async () => {
    const { source } = fixture().open();
    const AMOUNT = columnOf(LEDGER, 'AMOUNT');
    const asked = { schema: fixture().schema, view: LEDGER };
    const nulls = LEDGER.rows.filter(([, , amount]) => amount === null).length;
    const up = await ask(source, rowsPlan(asked, { columns: [AMOUNT], order: ascending(AMOUNT, ID) }));
    const down = await ask(
      source,
      rowsPlan(asked, {
        columns: [AMOUNT],
        order: [
          { column: AMOUNT, descending: true },
          { column: ID, descending: true },
        ],
      }),
    );
    expect(up.findIndex(([amount]) => amount !== null)).toBe(nulls);
    expect(down.findIndex(([amount]) => amount === null)).toBe(LEDGER.rows.length - nulls);
  });

  it('orders decimals beyond fifteen digits and times below the millisecond by their value', async () => {
    const { source } = fixture().open();
    for (const [name, expected] of [
      ['WIDE', ['-3', '12345678901234567890.5', '12345678901234567890.50000001']],
      ['SEEN', ['2026-01-31T12:00:00', '2026-01-31T12:00:00.0000001', '2026-01-31T12:00:00.5']],
    ] as const) {
      const column = columnOf(LEDGER, name);
      const rows = await ask(
        source,
        rowsPlan({ schema: fixture().schema, view: LEDGER }, { columns: [column], order: ascending(column, ID) }),
      );
      expect([...new Set(rows.map(([value]) => value))]).toEqual([null, ...expected]);
    }
  });
}

/** Data loaded without trimming has names that are equal and yet not the same text. */
export function blankCases(fixture: () => SourceFixture, test: typeof it): void {
  test('pages through names that differ in the blanks behind them only', async () => {
    const { source } = fixture().open();
    const [ID_COLUMN, NAME] = BLANKS.columns;
    if (ID_COLUMN === undefined || NAME === undefined) throw new Error('no columns');
    const order = ascending(NAME, ID_COLUMN);
    const all = await pages(source, { schema: fixture().schema, view: BLANKS, order, limit: 1 });
    expect(all.map(([id]) => id)).toEqual([2, 0, 1, 3, 4, 5]);
  });
}

interface Paging {
  readonly view: ContractView;
  readonly schema: string;
  readonly order: readonly OrderTerm[];
  readonly limit: number;
}

async function pages(source: Source, { schema, view, order, limit }: Paging): Promise<readonly LegacyRow[]> {
  const all: LegacyRow[] = [];
  let after: readonly LegacyValue[] | undefined;
  do {
    const page = await ask(
      source,
      rowsPlan({ schema, view }, { order, limit, ...(after === undefined ? {} : { after }) }),
    );
    const last = page.at(-1);
    all.push(...page);
    after = last === undefined ? undefined : order.map(({ column }) => last[view.columns.indexOf(column)] ?? null);
  } while (after !== undefined && all.length <= view.rows.length);
  return all;
}
