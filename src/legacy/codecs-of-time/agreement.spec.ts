// The promise that matters most about codecs, for everything about time and at every daylight-saving change: a filter
// matches exactly the rows that show a matching value.
import { describe, it } from '@jest/globals';
import fc from 'fast-check';
import { byText, column, expectAgreement, one, plain } from '../../../test/support/read/agreement.js';
import type { Subject } from '../../../test/support/read/agreement.js';
import type { ColumnFormat, FieldSource } from '../../facade/binding.js';

/** Without the Z, text order is the order of time, whatever the length of the fractions. */
const byTime = (left: string, right: string): number => byText(left.replace('Z', ''), right.replace('Z', ''));
const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 19);
const formatted = (type: string, format: ColumnFormat): FieldSource => ({
  kind: 'column',
  column: column('C', type),
  trim: false,
  format,
});

const digits = fc.oneof(
  fc.integer({ min: 20_260_101, max: 20_261_231 }),
  fc.constantFrom(0, 20_260_131, 20_260_201, 20_260_231, 99_991_231, 101),
);
const days = fc.constantFrom('0001-01-01', '2026-01-31', '2026-02-01', '2026-02-28', '2026-06-15', '9999-12-31');
const fractions = fc.constantFrom('', '.5', '.003', '.1234567', '.9999999', '.01');
const year = fc.integer({ min: Date.UTC(2026, 0, 1) / 1_000, max: Date.UTC(2026, 11, 31) / 1_000 });
/** The changes of the three zones below, in UTC. */
const changes = fc.constantFrom(
  '2026-03-29T01:00',
  '2026-10-25T01:00',
  '2026-03-08T07:00',
  '2026-11-01T06:00',
  '2026-04-04T15:00',
  '2026-10-03T15:30',
);
const nearChange = fc
  .tuple(changes, fc.integer({ min: -240, max: 240 }))
  .map(([change, minutes]) => Date.parse(`${change}Z`) / 1_000 + minutes * 60);
const instants = fc.oneof(year, { weight: 3, arbitrary: nearChange }).map((second) => iso(second * 1_000));
const civils = fc
  .tuple(instants, fc.constantFrom(-14, -5, -4, 0, 1, 2, 10, 11), fractions)
  .map(([instant, hours, fraction]) => iso(Date.parse(`${instant}Z`) + hours * 3_600_000) + fraction);
const instantTexts = fc.oneof(
  { weight: 9, arbitrary: fc.tuple(instants, fractions).map(([instant, fraction]) => `${instant}${fraction}Z`) },
  fc.constantFrom('0001-01-01T00:00:00Z', '9999-12-31T23:59:59.9999999Z'),
);
const clock = fc.integer({ min: 0, max: 86_399 }).map((second) => iso(second * 1_000).slice(11));
const clockTexts = fc.tuple(clock, fractions).map(([time, fraction]) => time + fraction);
const bare = (time: string): string => String(Number(time.replaceAll(':', '')));
const zones = ['Europe/Copenhagen', 'America/New_York', 'Australia/Lord_Howe'];

const daysAndClocks: readonly Subject[] = [
  { title: 'dates', type: { kind: 'date' }, source: plain('date'), rows: one(days), texts: days },
  {
    title: 'dates of datetime2(7)',
    type: { kind: 'date' },
    source: plain('datetime2(7)'),
    rows: one(
      fc.oneof(
        civils,
        days.map((day) => `${day}T00:00:00`),
      ),
    ),
    texts: fc.oneof(
      days,
      instants.map((text) => text.slice(0, 10)),
    ),
  },
  {
    title: 'yyyymmdd in decimal(8,0), with two values for no date',
    type: { kind: 'date' },
    source: formatted('decimal(8,0)', { kind: 'yyyymmdd', none: ['0', '99991231'] }),
    rows: one(digits.map(String)),
    texts: days,
  },
  {
    title: 'yyyymmdd in int',
    type: { kind: 'date' },
    source: formatted('int', { kind: 'yyyymmdd', none: ['0'] }),
    rows: one(digits),
    texts: days,
  },
  {
    title: 'yyyymmdd in char(8), blank for no date',
    type: { kind: 'date' },
    source: formatted('char(8)', { kind: 'yyyymmdd', none: ['', '00000000'] }),
    rows: one(
      fc.oneof(
        digits.map((number) => String(number).padStart(8, '0')),
        fc.constant('        '),
      ),
    ),
    texts: days,
  },
  {
    title: 'times in time(3)',
    type: { kind: 'time' },
    source: plain('time(3)'),
    rows: one(clock.map((time) => `${time}.5`)),
    texts: clockTexts,
  },
  {
    title: 'hhmmss in decimal(6,0)',
    type: { kind: 'time' },
    source: formatted('decimal(6,0)', { kind: 'hhmmss' }),
    rows: one(fc.oneof(clock.map(bare), fc.constant('246000'))),
    texts: clockTexts,
  },
  {
    title: 'hhmmss in char(6)',
    type: { kind: 'time' },
    source: formatted('char(6)', { kind: 'hhmmss' }),
    rows: one(clock.map((time) => time.replaceAll(':', ''))),
    texts: clockTexts,
  },
];

const moments: readonly Subject[] = [
  {
    title: 'instants in datetimeoffset(3)',
    type: { kind: 'instant' },
    source: plain('datetimeoffset(3)'),
    rows: one(fc.tuple(instants, fc.constantFrom('', '.5', '.003')).map((texts) => `${texts.join('')}Z`)),
    texts: instantTexts,
    compare: byTime,
  },
  {
    title: 'civil time in datetime, in steps of 1/300 s',
    type: { kind: 'instant' },
    source: formatted('datetime', { kind: 'local', timezone: 'Europe/Copenhagen' }),
    rows: one(
      fc
        .tuple(civils, fc.constantFrom('', '.003', '.007', '.997'))
        .map(([civil, fraction]) => civil.slice(0, 19) + fraction),
    ),
    texts: instantTexts,
    compare: byTime,
  },
  {
    title: 'civil time in smalldatetime',
    type: { kind: 'instant' },
    source: formatted('smalldatetime', { kind: 'local', timezone: 'Europe/Copenhagen' }),
    rows: one(civils.map((civil) => `${civil.slice(0, 16)}:00`)),
    texts: instantTexts,
    compare: byTime,
  },
];

const civilTimes = zones.map((timezone): Subject => ({
  title: `civil time of ${timezone} in datetime2(7)`,
  type: { kind: 'instant' },
  source: formatted('datetime2(7)', { kind: 'local', timezone }),
  rows: one(civils),
  texts: instantTexts,
  compare: byTime,
}));

/** Both rows and limits within two hours of one change, in quarters of an hour: every case of it is met many times. */
const quarters = (around: string): fc.Arbitrary<string> =>
  fc.integer({ min: -8, max: 8 }).map((quarter) => iso(Date.parse(`${around}:00Z`) + quarter * 900_000));
const atChanges = (
  [
    ['Europe/Copenhagen', '2026-03-29T01:00', '2026-03-29T03:00'],
    ['Europe/Copenhagen', '2026-10-25T01:00', '2026-10-25T02:30'],
    ['Australia/Lord_Howe', '2026-10-03T15:30', '2026-10-04T02:15'],
    ['Australia/Lord_Howe', '2026-04-04T15:00', '2026-04-05T01:45'],
  ] as const
).map(([timezone, change, civil]): Subject => ({
  title: `civil time of ${timezone} around ${change}Z`,
  type: { kind: 'instant' },
  source: formatted('datetime2(0)', { kind: 'local', timezone }),
  rows: one(quarters(civil)),
  texts: quarters(change).map((text) => `${text}Z`),
  compare: byTime,
}));

const pairs = zones.map((timezone): Subject => ({
  title: `civil time of ${timezone} in a date and a time column`,
  type: { kind: 'instant' },
  source: { kind: 'dateAndTime', date: column('D', 'decimal(8,0)'), time: column('T', 'int'), timezone, none: ['0'] },
  rows: fc.oneof(
    {
      weight: 9,
      arbitrary: civils.map((civil) => [civil.slice(0, 10).replaceAll('-', ''), Number(bare(civil.slice(11, 19)))]),
    },
    fc.constant(['0', 0]),
    fc.constant([null, null]),
  ),
  texts: instantTexts,
  compare: byTime,
}));

describe('a filter matches exactly the rows that show a matching value', () => {
  it.each([...daysAndClocks, ...moments, ...civilTimes, ...atChanges, ...pairs])('$title', (subject) =>
    expectAgreement(subject),
  );
});
