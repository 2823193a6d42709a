import { describe, expect, it } from '@jest/globals';
import { likePattern } from './like-pattern.js';

describe('a LIKE pattern', () => {
  it.each<[string, string | undefined, string, boolean]>([
    ['abc', undefined, 'ABC', true],
    ['abc', undefined, 'abcd', false],
    ['%b%', undefined, 'a\nb\nc', true],
    ['a%', undefined, 'ba', false],
    ['%', undefined, '', true],
    ['_b', undefined, 'ab', true],
    ['ø%', undefined, 'Øst', true],
    ['[a-c]x', undefined, 'bx', true],
    ['[^a-c]x', undefined, 'bx', false],
    ['[%]', undefined, '%', true],
    ['50\\%', '\\', '50%', true],
    ['50\\%', '\\', '500', false],
    ['a[b', undefined, 'a[b', true],
    ['a.c', undefined, 'abc', false],
    ['(a|b)*', undefined, 'a', false],
    ['[a\\d]', undefined, '5', false],
  ])('%p with escape %p matches %p: %p', (pattern, escape, text, expected) => {
    expect(likePattern(pattern, escape).test(text)).toBe(expected);
  });
});
