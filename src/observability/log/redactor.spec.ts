// The redactor masks by the marks of the fields and lets nothing undeclared through.
import { describe, expect, it } from '@jest/globals';
import { createRedactor } from './redactor.js';

const redact = createRedactor({
  fields: [
    { name: 'id', sensitive: false },
    { name: 'note', sensitive: true },
    { name: 'creditLimit', sensitive: true },
  ],
  children: [
    {
      name: 'lines',
      fields: [
        { name: 'itemId', sensitive: false },
        { name: 'remark', sensitive: true },
      ],
    },
  ],
});

describe('a redactor', () => {
  it('masks sensitive fields at every level and keeps the rest', () => {
    const entity = { id: 'SO-1', note: 'call Ann', creditLimit: null, lines: [{ itemId: 'I-1', remark: 'fragile' }] };
    expect(redact(entity)).toEqual({
      id: 'SO-1',
      note: '[masked]',
      creditLimit: null,
      lines: [{ itemId: 'I-1', remark: '[masked]' }],
    });
    expect(entity.note).toBe('call Ann');
  });

  it('masks members the resource does not declare, and objects where a value belongs', () => {
    expect(redact({ id: { nested: 'x' }, password: 'x', __proto__: { a: 1 } })).toEqual({
      id: '[masked]',
      password: '[masked]',
    });
    expect(redact({ lines: 'not a list' })).toEqual({ lines: '[masked]' });
    expect(redact({ lines: ['not a part'] })).toEqual({ lines: ['[masked]'] });
  });

  it.each([['text'], [17], [[{ id: 1 }]], [undefined]])('masks %j whole', (entity) => {
    expect(redact(entity)).toBe('[masked]');
  });
});
