// Entries that were stored before there was a chain are chained when the store is brought up to date: none is changed or
// left out, later ones go on from them, and from then on nothing can be done to them unseen.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { migrate, MIGRATIONS } from '../../adapters/sqlite/store/migrations.js';
import { auditText } from '../../src/audit/chain-entry.js';
import { chainDigest, chainStart } from '../../src/audit/chain/chain-digest.js';
import { auditOf } from '../contracts/audit-sample.js';
import { AuditStage, shortly } from './audit-stage.js';
import { edit } from './tampering.js';

const CHAINING = MIGRATIONS.findIndex(({ name }) => name === 'audit chain');
const MANY = 2_500;

let stage: AuditStage;
beforeEach(() => {
  stage = new AuditStage();
});
afterEach(() => stage[Symbol.dispose]());

const entryOf = (place: number): string =>
  auditText(auditOf(`command/${place}`, { reason: `because of ${place}`, detail: { what: '– ü 漢' } }));

/** A store of the schema before, with entries at these places. */
function storedBefore(places: readonly number[]): void {
  mkdirSync(stage.store);
  using database = new DatabaseSync(join(stage.store, 'store.db'));
  database.exec('PRAGMA journal_mode = WAL');
  migrate(database, MIGRATIONS.slice(0, CHAINING));
  const insert = database.prepare(
    "INSERT INTO audit (place, action, subject, entry) VALUES (?, 'command.resolve', ?, ?)",
  );
  database.exec('BEGIN');
  for (const place of places) insert.run(place, `command/${place}`, entryOf(place));
  database.exec('COMMIT');
}

const places = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

function stored(): readonly { readonly entry: string; readonly digest: Uint8Array }[] {
  using database = new DatabaseSync(join(stage.store, 'store.db'), { readOnly: true });
  const rows = database.prepare('SELECT entry, digest FROM audit ORDER BY place').all();
  return rows.map(({ entry, digest }) => ({ entry: String(entry), digest: digest as Uint8Array }));
}

describe('a trail from before there was a chain', () => {
  it('is chained without a change to any entry, goes on, and verifies', async () => {
    storedBefore(places(MANY));
    await stage.running(({ append }) => append(3));
    const found = stored();
    expect(found.slice(0, MANY).map(({ entry }) => entry)).toEqual(places(MANY).map(entryOf));
    const verdict = await stage.verify();
    expect(verdict).toMatchObject({ findings: [], from: 0, to: MANY + 3 });
    let { digest } = chainStart(verdict.stream);
    for (const { entry, digest: kept } of found) {
      digest = chainDigest(digest, entry);
      expect(Buffer.from(kept).equals(digest)).toBe(true);
    }
  });

  it('is signed at the first start, so that what is done to it afterwards is found', async () => {
    storedBefore(places(20));
    await stage.running(() => Promise.resolve());
    stage.tamper(edit(7));
    expect(shortly(await stage.verify())).toEqual(['edited 7-7']);
  });

  it('may be empty', async () => {
    storedBefore([]);
    await stage.running(({ append }) => append(2));
    expect(await stage.verify()).toMatchObject({ findings: [], from: 0, to: 2 });
  });

  it('shows the gaps it had already', async () => {
    storedBefore([1, 2, 5]);
    await stage.running(({ append }) => append(1));
    expect(shortly(await stage.verify())).toEqual(['deleted 3-4']);
  });

  it('is chained altogether or not at all, and again at the next start', async () => {
    storedBefore(places(5));
    stage.tamper((database) => {
      database.exec(`CREATE TRIGGER full BEFORE UPDATE ON audit WHEN NEW.place = 4
        BEGIN SELECT RAISE(ABORT, 'the disk is full'); END`);
    });
    await expect(stage.running(() => Promise.resolve())).rejects.toThrow('the disk is full');
    stage.tamper((database) => database.exec('DROP TRIGGER full'));
    await stage.running(({ append }) => append(1));
    expect(await stage.verify()).toMatchObject({ findings: [], to: 6 });
  });
});
