// Guards what is derived from a credential's life, exactly at the moments where it changes.
import { describe, expect, it } from '@jest/globals';
import type { CredentialLife } from './credential.js';
import { endOf, isLive, isOpen, startOf, stateOf } from './credential-state.js';

const T = Date.parse('2026-11-20T12:00:00.000Z');
const at = (ms: number): string => new Date(T + ms).toISOString();
const life = (more: Partial<CredentialLife>): CredentialLife => ({ id: 'a'.repeat(16), createdAt: at(-1000), ...more });
const retiring = (until: number) => ({ retirement: { since: at(-500), replacedBy: 'b'.repeat(16), until: at(until) } });

describe('the state of a credential', () => {
  it.each([
    ['without bounds', {}, 0, 'active'],
    ['a millisecond before its start', { startsAt: at(0) }, -1, 'pending'],
    ['at its start', { startsAt: at(0) }, 0, 'active'],
    ['a millisecond before its expiry', { expiresAt: at(0) }, -1, 'active'],
    ['at its expiry', { expiresAt: at(0) }, 0, 'expired'],
    ['on its way out', retiring(0), -1, 'retiring'],
    ['at the end of its retirement', retiring(0), 0, 'expired'],
    ['expiring before its retirement ends', { ...retiring(10), expiresAt: at(0) }, 0, 'expired'],
    ['replaced before it started', { ...retiring(10), startsAt: at(5) }, 0, 'pending'],
    ['revoked', { revokedAt: at(0) }, 0, 'revoked'],
    ['revoked, by a clock that was set back', { revokedAt: at(0) }, -7_200_000, 'revoked'],
    ['revoked after it had ended by itself', { revokedAt: at(5), expiresAt: at(0) }, 10, 'expired'],
    ['over, by a clock that was set back', { revokedAt: at(5), expiresAt: at(0) }, -7_200_000, 'expired'],
  ] as const)('%s', (_, more, now, expected) => {
    const credential = life(more);
    expect(stateOf(credential, T + now)).toBe(expected);
    expect(isLive(credential, T + now)).toBe(expected === 'active' || expected === 'retiring');
    expect(isOpen(credential, T + now)).toBe(expected !== 'expired' && expected !== 'revoked');
  });

  it('is good from its start to the first of its ends', () => {
    expect(startOf(life({}))).toBe(-Infinity);
    expect(startOf(life({ startsAt: at(3) }))).toBe(T + 3);
    expect(endOf(life({}))).toBe(Infinity);
    expect(endOf(life({ ...retiring(30), expiresAt: at(20), revokedAt: at(10) }))).toBe(T + 10);
  });

  it('needs both clocks to say that it has started and that it has not ended', () => {
    const credential = life({ startsAt: at(0), expiresAt: at(100) });
    expect(isLive(credential, T - 1, T + 50)).toBe(false);
    expect(isLive(credential, T + 50, T + 100)).toBe(false);
    expect(isLive(credential, T, T + 99)).toBe(true);
  });
});
