// Examples and constants: which fit a canonical type.
import { describe, expect, it } from '@jest/globals';
import type { FieldType } from '../contract.js';
import { valueFault } from './value-fault.js';

const decimal: FieldType = { kind: 'decimal', precision: 5, scale: 2 };

describe('a value in its JSON form', () => {
  it.each<[FieldType, unknown]>([
    [{ kind: 'string', maxLength: 2 }, 'øå'],
    [{ kind: 'string', pattern: '^[A-Z]{3}$' }, 'DKK'],
    [{ kind: 'integer', minimum: 1, maximum: 3 }, 3],
    [{ kind: 'long' }, '-9223372036854775808'],
    [decimal, '-123.40'],
    [{ kind: 'boolean' }, false],
    [{ kind: 'date' }, '2024-02-29'],
    [{ kind: 'time' }, '23:59:59.1234567'],
    [{ kind: 'instant' }, '2026-01-31T12:00:00.5Z'],
    [{ kind: 'uuid' }, '6F9619FF-8B86-4011-A42D-00C04FC964FF'],
    [{ kind: 'binary' }, 'AA=='],
    [{ kind: 'enum', values: ['a'] }, 'a'],
  ])('fits %o: %o', (type, value) => {
    expect(valueFault(type, value)).toBeUndefined();
  });

  it.each<[FieldType, unknown]>([
    [{ kind: 'string', maxLength: 2 }, 'abc'],
    [{ kind: 'string', pattern: '^[A-Z]{3}$' }, 'dkk'],
    [{ kind: 'string' }, 5],
    [{ kind: 'integer', minimum: 1 }, 0],
    [{ kind: 'integer', maximum: 1 }, 2],
    [{ kind: 'integer' }, 1.5],
    [{ kind: 'long' }, '9223372036854775808'],
    [{ kind: 'long' }, 5],
    [{ kind: 'long' }, '01'],
    [decimal, '123.4'],
    [decimal, '1234.00'],
    [{ kind: 'boolean' }, 'true'],
    [{ kind: 'date' }, '2026-02-29'],
    [{ kind: 'time' }, '24:00:00'],
    [{ kind: 'instant' }, '2026-01-31T12:00:00+01:00'],
    [{ kind: 'uuid' }, '6F9619FF'],
    [{ kind: 'binary' }, 'AA='],
    [{ kind: 'enum', values: ['a'] }, 'b'],
  ])('does not fit %o: %o', (type, value) => {
    expect(valueFault(type, value)).toEqual(expect.any(String));
  });
});
