// Guards the life of a signing key: published ahead, one signs, believed until its last token has expired.
import { describe, expect, it } from '@jest/globals';
import { nextChange, standingKeys } from './signing-key-record.js';
import type { SigningKeyRecord } from './signing-key-record.js';

const TOKEN_MS = 660_000;
const START = Date.parse('2026-11-20T12:00:00Z');

function key(kid: string, signsFromMs: number, withdrawnMs?: number): SigningKeyRecord {
  const moment = (ms: number): string => new Date(START + ms).toISOString();
  const record = { kid, createdAt: moment(0), signsFrom: moment(signsFromMs) };
  return withdrawnMs === undefined ? record : { ...record, withdrawnAt: moment(withdrawnMs) };
}

const statesAt = (records: readonly SigningKeyRecord[], ms: number): readonly string[] =>
  standingKeys(records, START + ms, TOKEN_MS).map(({ record, state }) => `${record.kid} ${state}`);

describe('signing keys', () => {
  const two = [key('b', 1000), key('a', 0)];

  it.each([
    [0, ['a current', 'b next']],
    [999, ['a current', 'b next']],
    [1000, ['a old', 'b current']],
    [1000 + TOKEN_MS - 1, ['a old', 'b current']],
    [1000 + TOKEN_MS, ['a over', 'b current']],
  ])('stand at %i ms as %j', (ms, states) => {
    expect(statesAt(two, ms)).toEqual(states);
  });

  it('are over at once when they are withdrawn, and the ones before them are not current again', () => {
    const records = [key('a', 0), key('b', 1000, 2000), key('c', 2000)];
    expect(statesAt(records, 2000)).toEqual(['a old', 'b over', 'c current']);
  });

  it('change at their starts and ends only', () => {
    const changes = [];
    for (let now = START; Number.isFinite(now); now = nextChange(standingKeys(two, now, TOKEN_MS), now)) {
      changes.push(now - START);
    }
    expect(changes).toEqual([0, 1000, 1000 + TOKEN_MS]);
  });
});
