// A body is taken as it is only when nothing in it is ambiguous or cannot be kept.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readJsonBody } from './json-body.js';

const pointersOf = (text: string): readonly (string | undefined)[] => {
  const read = readJsonBody(Buffer.from(text));
  return read.ok ? [] : read.faults.map(({ pointer }) => pointer);
};

/** A JSON text, and whether it may be taken. */
interface Sample {
  readonly text: string;
  readonly sound: boolean;
}

const SOUND_WORDS = ['1', '"x:y"', 'null', '-0', '""', '"\\\\\\""', '"{\\"a\\":1,\\"a\\":2}"', '"\\ud83d\\ude00"'];
const UNSOUND_WORDS = ['"\\ud800"', '-1e999'];
const NAMES = ['"a"', '"\\u0061"', '"b"', '"{\\"a\\":1}"', '"\\\\"', '"å:"', '"__proto__"', '"1"'];

/** Values whose names often meet, with blanks and escapes wherever JSON allows them. */
const { value: samples } = fc.letrec<{ value: Sample; object: Sample; list: Sample }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(...SOUND_WORDS, ...SOUND_WORDS).map((text) => ({ text, sound: true })),
    fc.constantFrom(...UNSOUND_WORDS).map((text) => ({ text, sound: false })),
    tie('object'),
    tie('list'),
  ),
  object: fc
    .array(fc.tuple(fc.constantFrom('', ' ', '\n\t'), fc.constantFrom(...NAMES), tie('value')), { maxLength: 3 })
    .map((members) => ({
      text: `{${members.map(([blank, name, { text }]) => `${blank}${name}${blank}:${text}`).join(',')}}`,
      sound:
        members.every(([, , { sound }]) => sound) &&
        new Set(members.map(([, name]) => JSON.parse(name) as string)).size === members.length,
    })),
  list: fc.array(tie('value'), { maxLength: 3 }).map((entries) => ({
    text: `[${entries.map(({ text }) => text).join(' ,')}]`,
    sound: entries.every(({ sound }) => sound),
  })),
}));

describe('a body', () => {
  it('is refused for every member that stands twice, where it stands', () => {
    expect(pointersOf('{"a":1,"b":{"c":1,"c":2},"a":2}')).toEqual(['/b/c', '/a']);
    expect(pointersOf('{"a":{"x":1,"y":2},"\\u0061":{"z":3}}')).toEqual(['/a']);
  });

  it('may repeat a name in another object, and write names as texts', () => {
    expect(pointersOf('{"a":{"a":"{\\"a\\":1,\\"a\\":2}"},"b":[{"a":1},{"a":2}],"__proto__":{"a":1}}')).toEqual([]);
  });

  it('is refused for half a character and for a number that is none', () => {
    expect(pointersOf('{"a":"\\ud800","b":[1e999],"c":"\\ud83d\\ude00"}')).toEqual(['/a', '/b/0']);
  });

  it('may be nested sixteen levels deep, whatever the levels are', () => {
    expect(pointersOf(`${'[{"a":'.repeat(8)}1${'}]'.repeat(8)}`)).toEqual([]);
    expect(pointersOf(`${'[{"a":'.repeat(8)}[]${'}]'.repeat(8)}`)).toEqual(['']);
  });

  it('is taken exactly when it is sound, however it is written', () => {
    fc.assert(
      fc.property(samples, ({ text, sound }) => readJsonBody(Buffer.from(text)).ok === sound),
      { seed: 3, numRuns: 3_000 },
    );
  });
});
