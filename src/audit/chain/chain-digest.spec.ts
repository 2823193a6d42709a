// The digest is what it says it is, whatever the text: every entry that was ever stored depends on it.
import { createHash } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { chainDigest, chainStart } from './chain-digest.js';

it.each([
  ['an ordinary text', '{"action":"command.accept","subject":"command/01JD5Y6Q7R8S9T0V1W2X3Y4Z5A"}'],
  ['an empty one', ''],
  ['characters of two, three and four bytes', 'æøå – 漢字 🌳'],
  ['half of a surrogate pair, which UTF-8 writes as U+FFFD', 'a\ud83cb'],
  ['one of three bytes a character that just fits', '漢'.repeat(2_720)],
  ['one that is longer than hardly any', '漢'.repeat(2_721)],
])('is SHA-256 over the digest before and the bytes of %s', (_what, text) => {
  const { digest } = chainStart('stream');
  const expected = createHash('sha256').update(digest).update(Buffer.from(text)).digest();
  expect(chainDigest(digest, text)).toEqual(expected);
});

it('does not change a digest that was given out', () => {
  const first = chainDigest(chainStart('stream').digest, 'one');
  const kept = Buffer.from(first);
  chainDigest(first, 'two');
  expect(first).toEqual(kept);
});
