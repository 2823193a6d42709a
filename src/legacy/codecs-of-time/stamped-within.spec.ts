// A row that was made within a span is found by the stamp it was given, whatever the clocks did that night.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { IANAZone } from 'luxon';
import { column } from '../../../test/support/read/agreement.js';
import { matchesAll } from '../../../test/support/read/matches-predicate.js';
import { stampedWithin } from './stamped-within.js';
import type { StampSource } from './stamped-within.js';

const HOUR = 3_600_000;
const zones = ['Europe/Copenhagen', 'America/New_York', 'Australia/Lord_Howe', 'UTC'];
/** Changes of these zones, in UTC, both ways. */
const changes = ['2026-03-29T01:00Z', '2026-10-25T01:00Z', '2026-11-01T06:00Z', '2026-04-04T15:00Z'];

/** What the clocks of a zone show, to the second, as two columns and as one. */
function stampOf(timezone: string, made: number): Readonly<Record<string, string>> {
  const shown = new Date(made + IANAZone.create(timezone).offset(made) * 60_000).toISOString().slice(0, 19);
  return { DAT: shown.slice(0, 10).replaceAll('-', ''), TIM: shown.slice(11).replaceAll(':', ''), DTM: shown };
}

const inTwo = (timezone: string): StampSource => ({
  ...{ kind: 'dateAndTime', timezone, none: [] },
  date: column('DAT', 'decimal(8,0)'),
  time: column('TIM', 'decimal(6,0)'),
});
const inOne = (timezone: string): StampSource => ({
  ...{ kind: 'column', trim: false, column: column('DTM', 'datetime2(0)') },
  format: { kind: 'local', timezone },
});

const moment = fc
  .tuple(fc.constantFrom(...changes), fc.integer({ min: -4 * HOUR, max: 4 * HOUR }))
  .map(([change, apart]) => Date.parse(change) + apart);
const cases = fc.tuple(
  fc.constantFrom(...zones),
  fc.constantFrom(inTwo, inOne),
  moment,
  fc.integer({ min: 0, max: 2 * HOUR }),
  fc.integer({ min: 0, max: 2 * HOUR }),
);

describe('a span of time', () => {
  it('holds every row that was made in it, at every change of the clocks', () => {
    fc.assert(
      fc.property(cases, ([zone, sourceIn, from, lasted, more]) => {
        const [made, until] = [from + lasted, from + lasted + more];
        const predicates = stampedWithin(sourceIn(zone))({ from, until }).flat();
        expect(matchesAll(predicates, stampOf(zone, made))).toBe(true);
      }),
      { seed: 20261120, numRuns: 4_000 },
    );
  });

  it('leaves out what was made before and after, on all days but those of a change', () => {
    const from = Date.parse('2026-11-20T10:00:00.500Z');
    const until = Date.parse('2026-11-20T10:00:10.500Z');
    for (const sourceIn of [inTwo, inOne]) {
      const predicates = stampedWithin(sourceIn('Europe/Copenhagen'))({ from, until }).flat();
      const holds = (text: string) => matchesAll(predicates, stampOf('Europe/Copenhagen', Date.parse(text)));
      expect(holds('2026-11-20T09:59:59Z')).toBe(false);
      expect(holds('2026-11-20T10:00:00Z')).toBe(true);
      expect(holds('2026-11-20T10:00:11Z')).toBe(true);
      expect(holds('2026-11-20T10:00:12Z')).toBe(false);
    }
  });
});
