// Closed times on ordinary days and at both daylight-saving changes, as a table of what is defined.
import { describe, expect, it } from '@jest/globals';
import { calendar, closedAt, nextClosing, window } from '../../../test/support/protection/calendars.js';

const at = (text: string): number => Date.parse(text);
const shown = (time: { readonly from: number; readonly until: number } | undefined): readonly string[] | undefined =>
  time && [time.from, time.until].map((moment) => new Date(moment).toISOString().replace(':00.000Z', 'Z'));

describe('a window', () => {
  const night = calendar('Europe/Copenhagen', window('01:00', '02:30', { name: 'nightly batch' }));

  it('closes from its first moment to the one before its last', () => {
    expect(closedAt(night, 'x', at('2026-11-21T00:00:00Z') - 1)).toBeUndefined();
    expect(closedAt(night, 'x', at('2026-11-21T00:00:00Z'))).toMatchObject({
      window: 'nightly batch',
      until: at('2026-11-21T01:30:00Z'),
      reason: 'nightly batch until 2026-11-21T01:30:00.000Z',
    });
    expect(closedAt(night, 'x', at('2026-11-21T01:30:00Z') - 1)).toBeDefined();
    expect(closedAt(night, 'x', at('2026-11-21T01:30:00Z'))).toBeUndefined();
  });

  it('is seen coming, and while it runs its beginning has passed', () => {
    expect(shown(nextClosing(night, 'x', at('2026-11-20T12:00:00Z')))).toEqual([
      '2026-11-21T00:00Z',
      '2026-11-21T01:30Z',
    ]);
    expect(shown(nextClosing(night, 'x', at('2026-11-21T01:00:00Z')))).toEqual([
      '2026-11-21T00:00Z',
      '2026-11-21T01:30Z',
    ]);
    expect(shown(nextClosing(night, 'x', at('2026-11-21T01:30:00Z')))).toEqual([
      '2026-11-22T00:00Z',
      '2026-11-22T01:30Z',
    ]);
  });

  it('closes the channels it names, and those alone', () => {
    const named = calendar('UTC', window('01:00', '02:00', { channels: ['inbox'] }));
    expect(closedAt(named, 'inbox', at('2026-11-21T01:30:00Z'))).toBeDefined();
    expect(closedAt(named, 'procedures', at('2026-11-21T01:30:00Z'))).toBeUndefined();
  });

  it('that leaves writes open closes nothing', () => {
    const open = calendar('UTC', window('00:00', '24:00', { writes: 'open' }));
    expect(closedAt(open, 'x', at('2026-11-21T01:30:00Z'))).toBeUndefined();
    expect(nextClosing(open, 'x', at('2026-11-21T01:30:00Z'))).toBeUndefined();
  });

  it('over midnight belongs to the day it begins on', () => {
    const sunday = calendar('UTC', window('22:00', '03:00', { days: [7] }));
    expect(shown(closedAt(sunday, 'x', at('2026-11-23T02:59:00Z')))).toEqual([
      '2026-11-22T22:00Z',
      '2026-11-23T03:00Z',
    ]);
    expect(closedAt(sunday, 'x', at('2026-11-22T02:59:00Z'))).toBeUndefined();
  });

  it('may last a whole day', () => {
    for (const to of ['24:00', '00:00']) {
      const whole = calendar('UTC', window('00:00', to, { days: [6] }));
      expect(shown(closedAt(whole, 'x', at('2026-11-21T12:00:00Z')))).toEqual([
        '2026-11-21T00:00Z',
        '2026-11-22T00:00Z',
      ]);
    }
  });
});

describe('windows that overlap or touch', () => {
  it('are one closed time that bears all their names', () => {
    const two = calendar(
      'UTC',
      window('03:00', '04:00', { name: 'backup' }),
      window('01:00', '03:00', { name: 'batch' }),
    );
    expect(closedAt(two, 'x', at('2026-11-21T01:30:00Z'))).toMatchObject({
      window: 'batch and backup',
      until: at('2026-11-21T04:00:00Z'),
    });
  });

  it('do not end early because a short one lies in a long one', () => {
    const two = calendar('UTC', window('01:00', '05:00'), window('02:00', '03:00'));
    expect(shown(closedAt(two, 'x', at('2026-11-21T02:30:00Z')))).toEqual(['2026-11-21T01:00Z', '2026-11-21T05:00Z']);
  });

  it('that never end are closed for as long as anybody looks ahead', () => {
    const always = calendar('UTC', window('00:00', '24:00'));
    const closed = closedAt(always, 'x', at('2026-11-21T02:30:00Z'));
    expect(closed?.until).toBeGreaterThan(at('2026-12-04T00:00:00Z'));
  });
});

/** Zone, window, an instant inside or near it, and the closed time that must be found there. */
const CHANGES: readonly (readonly [string, string, string, string, readonly [string, string]])[] = [
  // Copenhagen springs from 02:00 to 03:00 on 2026-03-29, at 01:00 UTC.
  ['Europe/Copenhagen', '01:00', '02:30', '2026-03-29T00:30Z', ['2026-03-29T00:00Z', '2026-03-29T01:00Z']],
  ['Europe/Copenhagen', '02:30', '04:00', '2026-03-29T01:30Z', ['2026-03-29T01:00Z', '2026-03-29T02:00Z']],
  ['Europe/Copenhagen', '02:15', '02:45', '2026-03-29T01:10Z', ['2026-03-29T01:00Z', '2026-03-29T01:30Z']],
  ['Europe/Copenhagen', '23:00', '05:00', '2026-03-29T00:30Z', ['2026-03-28T22:00Z', '2026-03-29T03:00Z']],
  // It falls back from 03:00 to 02:00 on 2026-10-25, at 01:00 UTC.
  ['Europe/Copenhagen', '01:00', '02:30', '2026-10-25T00:59Z', ['2026-10-24T23:00Z', '2026-10-25T01:30Z']],
  ['Europe/Copenhagen', '02:30', '03:30', '2026-10-25T00:45Z', ['2026-10-25T00:30Z', '2026-10-25T02:30Z']],
  ['Europe/Copenhagen', '02:15', '02:45', '2026-10-25T01:10Z', ['2026-10-25T00:15Z', '2026-10-25T01:45Z']],
  ['Europe/Copenhagen', '23:00', '05:00', '2026-10-25T01:30Z', ['2026-10-24T21:00Z', '2026-10-25T04:00Z']],
  // New York springs on 2026-03-08 at 07:00 UTC and falls back on 2026-11-01 at 06:00 UTC.
  ['America/New_York', '02:30', '03:30', '2026-03-08T07:10Z', ['2026-03-08T07:00Z', '2026-03-08T07:30Z']],
  ['America/New_York', '00:30', '02:30', '2026-03-08T06:10Z', ['2026-03-08T05:30Z', '2026-03-08T07:00Z']],
  ['America/New_York', '01:30', '02:30', '2026-11-01T05:45Z', ['2026-11-01T05:30Z', '2026-11-01T07:30Z']],
  ['America/New_York', '00:30', '01:30', '2026-11-01T06:15Z', ['2026-11-01T04:30Z', '2026-11-01T06:30Z']],
  // Lord Howe moves by half an hour: 02:00 to 02:30 on 2026-10-04 at 15:30 UTC the day before, back on 2026-04-05.
  ['Australia/Lord_Howe', '02:15', '03:00', '2026-10-03T15:45Z', ['2026-10-03T15:30Z', '2026-10-03T16:00Z']],
  ['Australia/Lord_Howe', '01:00', '02:15', '2026-10-03T15:00Z', ['2026-10-03T14:30Z', '2026-10-03T15:30Z']],
  ['Australia/Lord_Howe', '01:45', '02:15', '2026-04-04T14:50Z', ['2026-04-04T14:45Z', '2026-04-04T15:45Z']],
  // Santiago skips midnight itself: 2026-09-06 begins at 01:00, 04:00 UTC.
  ['America/Santiago', '00:00', '02:00', '2026-09-06T04:30Z', ['2026-09-06T04:00Z', '2026-09-06T05:00Z']],
  ['America/Santiago', '23:00', '24:00', '2026-09-06T03:30Z', ['2026-09-06T03:00Z', '2026-09-06T04:00Z']],
  // Kolkata never changes.
  ['Asia/Kolkata', '02:00', '03:00', '2026-03-28T21:00Z', ['2026-03-28T20:30Z', '2026-03-28T21:30Z']],
];

describe('at a daylight-saving change', () => {
  it.each(CHANGES)('in %s the window %s to %s, looked at %s, is closed %j', (...row) => {
    const [zone, from, to, instant, expected] = row;
    expect(shown(closedAt(calendar(zone, window(from, to)), 'x', at(instant)))).toEqual(expected);
  });
});
