// What a Source promises about values and conditions.
import { expect, it } from '@jest/globals';
import type { LegacyValue } from '../../src/legacy/legacy-value.js';
import type { Comparison, Predicate } from '../../src/legacy/read-plan.js';
import type { SourceFixture } from './source-fixture.js';
import { ask, ascending, countPlan, faultOf, patient, readable, rowsPlan } from './source-asking.js';
import { BEAT, column, columnOf, CONTRACT_VIEWS, NOTES, TYPES, viewOf } from './source-data.js';

type Fixture = () => SourceFixture;

const ID = columnOf(NOTES, 'ID');
const NOTE = columnOf(NOTES, 'NOTE');
const WIDE = columnOf(NOTES, 'WIDE');

export function valueCases(fixture: Fixture): void {
  it('gives every type exactly at its extremes, empty and NULL', async () => {
    const { source } = fixture().open();
    const plan = rowsPlan({ schema: fixture().schema, view: TYPES }, { order: ascending(columnOf(TYPES, 'ID')) });
    expect(readable(await ask(source, plan))).toEqual(readable(TYPES.rows));
  });

  it('finds every value of every comparable type by itself, and by no other', async () => {
    const { source } = fixture().open();
    const asked = { schema: fixture().schema, view: TYPES };
    for (const [index, column] of TYPES.columns.entries()) {
      for (const row of TYPES.rows) {
        const value = row[index] ?? null;
        if (value === null) continue;
        const equal = TYPES.rows.filter((other) => same(other[index], value));
        const plan = rowsPlan(asked, {
          columns: [columnOf(TYPES, 'ID')],
          where: [{ kind: 'compare', column, comparison: 'eq', value }],
          order: ascending(columnOf(TYPES, 'ID')),
        });
        expect([column.type, value, await ask(source, plan)]).toEqual([column.type, value, equal.map(([id]) => [id])]);
      }
    }
  });

  it('describes columns by their declared types and leaves out what does not exist', async () => {
    const { source } = fixture().open();
    const { schema } = fixture();
    const views = [...CONTRACT_VIEWS.map((view) => viewOf(schema, view)), { schema, name: 'Nothing' }];
    expect(await source.describe(views, patient)).toEqual(
      CONTRACT_VIEWS.map((view) => ({ view: viewOf(schema, view), columns: view.columns })),
    );
  });

  it('reads the watermark as the highest value, NULL aside', async () => {
    const { source } = fixture().open();
    const [BEATAT] = BEAT.columns;
    if (BEATAT === undefined) throw new Error('no column');
    const plan = {
      kind: 'watermark',
      operation: 'contract.beat',
      source: 'contract',
      view: viewOf(fixture().schema, BEAT),
      column: BEATAT,
    } as const;
    expect(await ask(source, plan)).toEqual([['2026-11-20T11:59:59.1234567']]);
  });

  it('refuses a view and a column that do not exist', async () => {
    const { source } = fixture().open();
    const asked = { schema: fixture().schema, view: NOTES };
    expect(await faultOf(ask(source, rowsPlan({ ...asked, view: { ...NOTES, name: 'Nothing' } })))).toBe('refused');
    expect(await faultOf(ask(source, rowsPlan(asked, { columns: [column('NOWHERE', 'int')] })))).toBe('refused');
  });
}

function same(one: LegacyValue | undefined, other: LegacyValue): boolean {
  if (one === null || one === undefined) return false;
  const [left, right] = readable([[one, other]])[0] as readonly [unknown, unknown];
  return typeof left === 'string' && typeof right === 'string' ? left.trimEnd() === right.trimEnd() : left === right;
}

export function conditionCases(fixture: Fixture): void {
  const matching = async (...where: Predicate[]): Promise<readonly unknown[]> => {
    const { source } = fixture().open();
    const asked = { schema: fixture().schema, view: NOTES };
    const rows = await ask(source, rowsPlan(asked, { columns: [NOTE], where, order: ascending(ID) }));
    const [[count] = []] = await ask(source, countPlan(asked, where));
    expect(count).toBe(String(rows.length));
    return rows.map(([note]) => note);
  };
  const compare = (column: typeof ID, comparison: Comparison, value: LegacyValue): Predicate => ({
    kind: 'compare',
    column,
    comparison,
    value,
  });

  it.each([
    ['%', ['100% wool']],
    ['_', ['a_b']],
    ['[', ['[x]']],
    [']', ['[x]']],
    ["'", ["it's"]],
    ['\\', ['back\\slash']],
    ['søn', ['Søn', 'SØN']],
    ['wool', ['100% wool', '100 wool']],
  ])('finds the text %j inside texts as it is written, without regard to case', async (text, expected) => {
    expect(await matching({ kind: 'contains', column: NOTE, text })).toEqual(expected);
    expect(await matching({ kind: 'contains', column: WIDE, text })).toEqual(expected);
  });

  it('finds texts by their beginning', async () => {
    expect(await matching({ kind: 'startsWith', column: NOTE, text: '100%' })).toEqual(['100% wool']);
    expect(await matching({ kind: 'startsWith', column: NOTE, text: 'x' })).toEqual(['x']);
  });

  it('finds lists of any length, blanks at the end and letter case aside', async () => {
    expect(await matching({ kind: 'in', column: NOTE, values: ['X', "it's   ", 'nothing'] })).toEqual(['x', "it's"]);
    const many = Array.from({ length: 700 }, (_, index) => index);
    expect(await matching({ kind: 'in', column: ID, values: many })).toHaveLength(NOTES.rows.length);
    expect(await matching({ kind: 'in', column: ID, values: [] })).toEqual([]);
  });

  it('matches nothing with a value the column cannot hold, and everything but NULL with its opposite', async () => {
    const everything = NOTES.rows.length - 1;
    for (const [column, value] of [
      [NOTE, 'x'.repeat(21)],
      [ID, '99999999999'],
      [ID, 'one'],
      [ID, '1.5'],
    ] as const) {
      expect(await matching(compare(column, 'eq', value))).toEqual([]);
      expect(await matching({ kind: 'in', column, values: [value] })).toEqual([]);
      expect(await matching(compare(NOTE, 'ne', 'x'.repeat(21)))).toHaveLength(everything);
    }
    expect(await matching(compare(ID, 'lt', '99999999999'))).toHaveLength(NOTES.rows.length);
    expect(await matching(compare(ID, 'gt', '1.5'), compare(ID, 'lte', '3.9'))).toEqual(['a_b', 'aXb']);
  });

  it('keeps NULL out of comparisons and of their negations', async () => {
    const isX = compare(NOTE, 'eq', 'x');
    const others = NOTES.rows.length - 2;
    expect(await matching(compare(NOTE, 'ne', 'x'))).toHaveLength(others);
    expect(await matching({ kind: 'not', group: [isX] })).toHaveLength(others);
    expect(await matching({ kind: 'isNull', column: NOTE, negated: false })).toEqual([null]);
    expect(await matching({ kind: 'isNull', column: NOTE, negated: true })).toHaveLength(others + 1);
    expect(await matching({ kind: 'not', group: [compare(NOTE, 'eq', 'x'.repeat(21))] })).toHaveLength(others + 1);
  });

  it('joins conditions with AND, and the groups of an anyOf with OR', async () => {
    const group = (id: number, note: string): Predicate[] => [compare(ID, 'eq', id), compare(NOTE, 'eq', note)];
    const anyOf: Predicate = { kind: 'anyOf', groups: [group(2, 'a_b'), group(3, 'wrong'), group(4, '[x]')] };
    expect(await matching(anyOf)).toEqual(['a_b', '[x]']);
    expect(await matching(anyOf, compare(ID, 'gt', 2))).toEqual(['[x]']);
    expect(await matching({ kind: 'anyOf', groups: [] })).toEqual([]);
  });
}

/** Only servers that keep char and varchar in a code page can get this wrong. */
export function codePageCases(fixture: Fixture, test: typeof it): void {
  test('matches nothing with a letter the code page lacks, not even a question mark', async () => {
    const { source } = fixture().open();
    const asked = { schema: fixture().schema, view: NOTES };
    for (const predicate of [
      { kind: 'compare', column: NOTE, comparison: 'eq', value: 'Łom' },
      { kind: 'in', column: NOTE, values: ['Łom'] },
      { kind: 'contains', column: NOTE, text: 'Łom' },
    ] as const) {
      expect(await ask(source, rowsPlan(asked, { where: [predicate] }))).toEqual([]);
    }
    const found = await ask(
      source,
      rowsPlan(asked, { columns: [WIDE], where: [{ kind: 'contains', column: WIDE, text: 'łom' }] }),
    );
    expect(found).toEqual([['Łom']]);
  });
}
