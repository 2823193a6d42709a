// Salvaging: one mistake never hides another, and nothing is repaired.
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { salvage } from './salvage.js';

const schema = z.strictObject({
  name: z.string(),
  size: z.int().optional(),
  parts: z.record(
    z.string().regex(/^[a-z]+$/),
    z.strictObject({ kind: z.string(), list: z.array(z.string()).optional() }),
  ),
});

describe('salvaging a value', () => {
  it('leaves a sound value alone', () => {
    const value = { name: 'a', parts: { b: { kind: 'c' } } };
    expect(salvage(schema, value)).toEqual(value);
  });

  it('cuts unknown members, wrong optional ones, bad names, and parts that lack something', () => {
    const value = {
      name: 'a',
      size: 'big',
      more: 1,
      parts: { b: { kind: 'c' }, d: {}, E: { kind: 'f' }, g: { kind: 1 } },
    };
    expect(salvage(schema, value)).toEqual({ name: 'a', parts: { b: { kind: 'c' } } });
  });

  it('cuts a whole list for one wrong entry, so that places in it stay true', () => {
    expect(salvage(schema, { name: 'a', parts: { b: { kind: 'c', list: ['x', 1] } } })).toEqual({
      name: 'a',
      parts: { b: { kind: 'c' } },
    });
  });

  it('has nothing left when what is required is wrong, and never changes what it was given', () => {
    const value = { name: 1, parts: {} };
    expect(salvage(schema, value)).toBeUndefined();
    expect(salvage(schema, null)).toBeUndefined();
    expect(value).toEqual({ name: 1, parts: {} });
  });
});
