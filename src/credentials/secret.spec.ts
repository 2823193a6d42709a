// Guards the shape of client secrets: what scanners recognise, and what is refused before any look-up.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { makeSecret, parseSecret } from './secret.js';

describe('a client secret', () => {
  it('is read back with its public id', () => {
    const made = makeSecret();

    expect(parseSecret(made.text)).toEqual(made);
    expect(made.text).toMatch(/^bny_[0-9a-f]{16}_[0-9a-f]{64}_[0-9a-f]{8}$/);
    expect(made.text.split('_')[1]).toBe(made.credentialId);
  });

  it('never comes out twice', () => {
    const made = Array.from({ length: 1000 }, () => makeSecret());

    expect(new Set(made.map(({ credentialId }) => credentialId)).size).toBe(1000);
    expect(new Set(made.map(({ text }) => text)).size).toBe(1000);
  });

  it('is refused when any single character was mistyped', () => {
    const { text } = makeSecret();
    const place = fc.nat({ max: text.length - 1 });

    fc.assert(
      fc.property(place, fc.stringMatching(/^[0-9a-fA-F_é -]$/), (index, character) => {
        const mistyped = text.slice(0, index) + character + text.slice(index + 1);
        expect(parseSecret(mistyped) === undefined).toBe(mistyped !== text);
      }),
      { seed: 41, numRuns: 500 },
    );
  });

  it.each([
    ['nothing', ''],
    ['a megabyte', 'bny_' + 'a'.repeat(1_000_000)],
    ['unicode digits', `bny_${'٣'.repeat(16)}_${'a'.repeat(64)}_00000000`],
    ['a line break at the end', `${makeSecret().text}\n`],
    ['another prefix', makeSecret().text.replace('bny_', 'xyz_')],
  ])('is not read from %s', (_, text) => {
    expect(parseSecret(text)).toBeUndefined();
  });
});
