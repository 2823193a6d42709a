// Guards how long somebody can administer the gateway without a gap.
import { describe, expect, it } from '@jest/globals';
import type { Client } from '../client.js';
import type { Credential } from '../credential.js';
import { administeredUntil } from './last-administrator.js';

const T = Date.parse('2026-11-20T12:00:00.000Z');
const DAY = 86_400_000;
const at = (days: number): string => new Date(T + days * DAY).toISOString();

interface Span {
  readonly from?: number;
  readonly to?: number;
  readonly more?: Partial<Credential>;
}

function credential({ from, to, more }: Span, index: number): Credential {
  const life = {
    createdAt: at(-9),
    ...(from !== undefined && { startsAt: at(from) }),
    ...(to !== undefined && { expiresAt: at(to) }),
  };
  return { kind: 'secret', id: `c${index}`, digest: '', ...life, ...more } as Credential;
}

function keeper(spans: readonly Span[], more: Partial<Client> = {}): Client {
  const who = { id: 'x', kind: 'administrator', name: 'x', scopes: ['admin.*'], createdAt: at(-9) } as const;
  return { ...who, credentials: spans.map(credential), ...more };
}

const waiting = (until: number, replacedBy: string): Partial<Credential> => ({
  retirement: { since: at(-1), replacedBy, until: at(until), afterFirstUseMs: DAY },
});

describe('the gateway can be administered', () => {
  it.each<readonly [string, readonly Client[], number]>([
    ['by nobody', [], 0],
    ['by one for good', [keeper([{}])], Infinity],
    ['by one for a while', [keeper([{ to: 5 }])], 5],
    ['by two, one after the other', [keeper([{ to: 5 }]), keeper([{ from: 5 }])], Infinity],
    ['not over a gap', [keeper([{ to: 5 }]), keeper([{ from: 5.001 }])], 5],
    ['over several', [keeper([{ from: 4, to: 8 }, { to: 5 }]), keeper([{ from: 8, to: 9 }])], 9],
    ['not by an application', [keeper([{}], { kind: 'application', scopes: ['*'] })], 0],
    ['not by one who was revoked', [keeper([{}], { revokedAt: at(-1) })], 0],
    ['not by one who may not let others in', [keeper([{}], { scopes: ['admin.administrators.write'] })], 0],
    ['by the whole branch', [keeper([{}], { scopes: ['admin.administrators.*'] })], Infinity],
    ['not with a revoked secret', [keeper([{ more: { revokedAt: at(-1) } }])], 0],
    ['not with a key, which the door does not take', [keeper([{ more: { kind: 'public-key' } }])], 0],
    ['not with somebody else’s service', [keeper([{ more: { kind: 'key-set' } }])], 0],
    ['until an overlap could end that waits for a first use', [keeper([{ more: waiting(30, 'c1') }, { to: 20 }])], 20],
    ['until a new one ends', [keeper([{ more: waiting(30, 'c1') }, { from: 3, to: 5 }])], 5],
    ['as the new one has it', [keeper([{ more: waiting(30, 'c1') }, { from: 3 }])], Infinity],
    ['with nothing new, until the overlap may end', [keeper([{ more: waiting(30, 'gone') }])], 1],
  ])('%s', (_, clients, days) => {
    expect(administeredUntil(clients, T)).toBe(T + days * DAY);
  });
});
