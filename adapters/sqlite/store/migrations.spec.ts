import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from '@jest/globals';
import { migrate, MIGRATIONS, type Migration } from './migrations.js';

const FIRST: Migration = { name: 'first', sql: 'CREATE TABLE a (x); INSERT INTO a VALUES (1)' };
const SECOND: Migration = { name: 'second', sql: 'ALTER TABLE a ADD COLUMN y' };
const BROKEN: Migration = { name: 'broken', sql: 'ALTER TABLE a ADD COLUMN z; SELECT * FROM nowhere' };

function database(): DatabaseSync {
  return new DatabaseSync(':memory:');
}

function columnsOf(store: DatabaseSync): readonly string[] {
  return store
    .prepare("SELECT name FROM pragma_table_info('a')")
    .all()
    .map(({ name }) => String(name));
}

describe('migrations', () => {
  it('bring an empty store all the way, and leave one that is there alone', () => {
    const store = database();
    migrate(store);
    migrate(store);
    expect(store.prepare('SELECT version, name FROM migration ORDER BY version').all()).toEqual(
      MIGRATIONS.map(({ name }, index) => ({ version: index + 1, name })),
    );
  });

  it('apply only what is missing, and keep what is stored', () => {
    const store = database();
    migrate(store, [FIRST]);
    migrate(store, [FIRST, SECOND]);
    expect(store.prepare('SELECT x, y FROM a').all()).toEqual([{ x: 1, y: null }]);
  });

  it('leave nothing of a step that fails, and go on from there the next time', () => {
    const store = database();
    expect(() => migrate(store, [FIRST, BROKEN])).toThrow('nowhere');
    expect(columnsOf(store)).toEqual(['x']);
    migrate(store, [FIRST, SECOND]);
    expect(columnsOf(store)).toEqual(['x', 'y']);
  });

  it('refuse a store that a newer program has written', () => {
    const store = database();
    migrate(store, [FIRST, SECOND]);
    expect(() => migrate(store, [FIRST])).toThrow(
      /has schema 2 and this program knows 1: a newer Banyan has written to it/,
    );
  });

  it('refuse a store with another past', () => {
    const store = database();
    migrate(store, [FIRST]);
    expect(() => migrate(store, [SECOND])).toThrow('has gone through steps this program does not have: first');
  });

  it('refuse a database of another program', () => {
    const store = database();
    store.exec('CREATE TABLE somebody_elses (x)');
    expect(() => migrate(store)).toThrow('is a database of another program');
  });
});
