// A search by time jumps to where it begins, however many entries there are.
import { DatabaseSync } from 'node:sqlite';
import type { StatementSync } from 'node:sqlite';
import { expect, it } from '@jest/globals';
import { PlacesOfTime } from './places-of-time.js';
import { auditSchema } from './schema-of-audit.js';

/** Remembers what was prepared. */
class ToldDatabase extends DatabaseSync {
  readonly prepared: string[] = [];

  override prepare(sql: string): StatementSync {
    this.prepared.push(sql);
    return super.prepare(sql);
  }
}

function databaseWith(entries: number): ToldDatabase {
  const database = new ToldDatabase(':memory:');
  database.exec(auditSchema);
  const insert = database.prepare("INSERT INTO audit VALUES (?, 'a', 's', ?)");
  for (let place = 1; place <= entries; place += 1) {
    insert.run(place, JSON.stringify({ at: new Date(place * 3_600_000).toISOString() }));
  }
  database.prepared.length = 0;
  return database;
}

const hour = (number: number): string => new Date(number * 3_600_000).toISOString();

it('no question to the table goes through all of it', () => {
  const database = databaseWith(10);
  new PlacesOfTime(database).between(hour(3), hour(6));
  const plans = database.prepared.map((sql) => {
    const [first = '', ...rest] = sql.split('?');
    return database.prepare(`EXPLAIN QUERY PLAN ${[first, ...rest].join('1')}`).all();
  });
  const steps = plans.flat().map(({ detail }) => String(detail));
  expect(steps.filter((step) => step.includes('audit'))).not.toHaveLength(0);
  expect(steps.filter((step) => /SCAN .*audit/.test(step))).toEqual([]);
});

it('finds the places of a time with three hours on either side, and all of them without one', () => {
  const places = new PlacesOfTime(databaseWith(20));
  expect(places.between(undefined, undefined)).toEqual({ low: 1, high: 21 });
  expect(places.between(hour(10), hour(12))).toEqual({ low: 7, high: 15 });
  expect(new PlacesOfTime(databaseWith(0)).between(hour(1), hour(2))).toEqual({ low: 1, high: 1 });
});
