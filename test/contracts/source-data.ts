// The views the contract of a Source reads, as typed columns and rows in the form a Source must give them.
import type { Column, ViewName } from '../../src/facade/binding.js';
import type { LegacyRow, LegacyValue } from '../../src/legacy/legacy-value.js';

export interface ContractView {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: readonly LegacyRow[];
}

export const column = (name: string, type: string, nullable = true): Column => ({ name, type, nullable });

export const viewOf = (schema: string, { name }: ContractView): ViewName => ({ schema, name });

/** A column of a view by name. */
export function columnOf(view: ContractView, name: string): Column {
  const found = view.columns.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`no column ${name}`);
  return found;
}

const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'));

/** Per type its lowest or oddest value, its highest, and what is empty or zero in it. */
const EXTREMES: readonly (readonly [string, LegacyValue, LegacyValue, LegacyValue])[] = [
  ['char(6)', 'ab    ', 'ÆØÅæøå', '      '],
  ['varchar(20)', "O'Neill & Søn €", 'ÿ'.repeat(20), ''],
  ['varchar(max)', 'x'.repeat(9_000), 'å', ''],
  ['nchar(4)', 'Łódź', '東京  ', '    '],
  ['nvarchar(20)', 'Gdańsk 東京 😀', 'ł'.repeat(20), ''],
  ['nvarchar(max)', 'ł'.repeat(5_000), '😀', ''],
  ['tinyint', 0, 255, 1],
  ['smallint', -32_768, 32_767, 0],
  ['int', -2_147_483_648, 2_147_483_647, 0],
  ['bigint', '-9223372036854775808', '9223372036854775807', '0'],
  ['decimal(8,0)', '-99999999', '20260131', '0'],
  ['decimal(15,2)', '-9999999999999.99', '9999999999999.99', '0.01'],
  ['decimal(15,10)', '-99999.9999999999', '0.0000000001', '0'],
  ['decimal(28,8)', '-99999999999999999999.99999999', '12345678901234567890.12345678', '0'],
  ['decimal(38,10)', '-9999999999999999999999999999.9999999999', '0.0000000001', '0'],
  ['money', '-922337203685477.5808', '922337203685477.5807', '1.39'],
  ['smallmoney', '-214748.3648', '214748.3647', '0'],
  ['float', -1.7976931348623157e308, 1.7976931348623157e308, 0.1],
  ['real', -3.4028234663852886e38, 0.5, 0],
  ['bit', false, true, false],
  ['date', '0001-01-01', '9999-12-31', '2026-03-29'],
  ['time(7)', '00:00:00', '23:59:59.9999999', '02:30:00.0000001'],
  ['time(0)', '00:00:00', '23:59:59', '12:00:00'],
  ['datetime', '1753-01-01T00:00:00', '9999-12-31T23:59:59.997', '2026-03-29T02:30:00.003'],
  ['smalldatetime', '1900-01-01T00:00:00', '2079-06-06T23:59:00', '2026-03-29T02:30:00'],
  ['datetime2(7)', '0001-01-01T00:00:00', '9999-12-31T23:59:59.9999999', '2026-10-25T02:30:00.1234567'],
  ['datetime2(0)', '0001-01-01T00:00:00', '9999-12-31T23:59:59', '2026-10-25T02:30:00'],
  ['datetimeoffset(7)', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59.9999999Z', '2026-10-25T01:30:00.5Z'],
  [
    'uniqueidentifier',
    '00000000-0000-0000-0000-000000000000',
    'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
    '6F9619FF-8B86-D011-B42D-00C04FC964FF',
  ],
  ['binary(4)', bytes('00000000'), bytes('ffffffff'), bytes('0102a0ff')],
  ['varbinary(20)', bytes('00'), bytes('ff'.repeat(20)), bytes('')],
  ['varbinary(max)', bytes('ab'.repeat(9_000)), bytes('00'), bytes('')],
];

const typeColumn = (type: string): Column => column(`C_${type.replace(/\W+/g, '_').replace(/_$/, '')}`, type);

/** Row 1 holds the lowest values, 2 the highest, 3 the empty ones, 4 nothing but NULL. */
export const TYPES: ContractView = {
  name: 'Types',
  columns: [column('ID', 'int', false), ...EXTREMES.map(([type]) => typeColumn(type))],
  rows: [
    [1, ...EXTREMES.map(([, lowest]) => lowest)],
    [2, ...EXTREMES.map(([, , highest]) => highest)],
    [3, ...EXTREMES.map(([, , , empty]) => empty)],
    [4, ...EXTREMES.map(() => null)],
  ],
};

/** Deterministic numbers: a linear congruential generator with the constants of Numerical Recipes. */
function generator(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const random = generator(20_261_120);
const NAMES = ['Ann', 'ann', 'Bo', 'Æbele', 'Zoë', '', null];
const MOMENTS = ['2026-01-31T12:00:00', '2026-01-31T12:00:00.0000001', '2026-01-31T12:00:00.5', null];

/** Many ties and many NULLs in every column but the key. */
export const LEDGER: ContractView = {
  name: 'Ledger',
  columns: [
    column('ID', 'char(8)', false),
    column('GRP', 'smallint'),
    column('AMOUNT', 'decimal(9,2)'),
    column('WIDE', 'decimal(28,8)'),
    column('NAME', 'varchar(20)'),
    column('SEEN', 'datetime2(7)'),
  ],
  rows: Array.from({ length: 120 }, (_, index) => [
    `L${String((index * 37) % 120).padStart(3, '0')}    `,
    [1, 2, -1, null][random(4)] ?? null,
    ['0', '-1.5', '10.25', null][random(4)] ?? null,
    ['12345678901234567890.5', '12345678901234567890.50000001', '-3', null][random(4)] ?? null,
    NAMES[random(NAMES.length)] ?? null,
    MOMENTS[random(MOMENTS.length)] ?? null,
  ]),
};

const TEXTS = [
  '100% wool',
  '100 wool',
  'a_b',
  'aXb',
  '[x]',
  'x',
  "it's",
  'back\\slash',
  'Søn',
  'SØN',
  'Son',
  '?om',
  '',
];

export const NOTES: ContractView = {
  name: 'Notes',
  columns: [column('ID', 'int', false), column('NOTE', 'varchar(20)'), column('WIDE', 'nvarchar(20)')],
  rows: [
    ...TEXTS.map((text, index) => [index, text, text === '?om' ? 'Łom' : text] as const),
    [TEXTS.length, null, null],
  ],
};

/** Orders 1 to 3 of two companies with 0, 1, 2 … parts each. */
export const PARTS: ContractView = {
  name: 'Parts',
  columns: [
    column('COMPNO', 'smallint', false),
    column('ORDNO', 'char(6)', false),
    column('LINNO', 'int', false),
    column('TXT', 'nvarchar(20)'),
  ],
  rows: [1, 2].flatMap((company) =>
    [1, 2, 3].flatMap((order) =>
      Array.from({ length: order * company }, (_, line) => [
        company,
        `P-${order}   `,
        (order * company - line) * 10,
        line % 2 === 0 ? `część ${line}` : null,
      ]),
    ),
  ),
};

export const BEAT: ContractView = {
  name: 'Beat',
  columns: [column('BEATAT', 'datetime2(7)')],
  rows: [['2026-11-20T11:59:59.1234567'], [null], ['2026-11-20T11:59:58']],
};

/** Names that differ only in the blanks behind them, which SQL Server takes for equal. */
export const BLANKS: ContractView = {
  name: 'Blanks',
  columns: [column('ID', 'int', false), column('NAME', 'varchar(10)')],
  rows: ['Bo', 'Bo ', 'Al', 'Bo  ', 'Bo', 'Cy'].map((name, index) => [index, name]),
};

export const CONTRACT_VIEWS: readonly ContractView[] = [TYPES, LEDGER, NOTES, PARTS, BEAT, BLANKS];
