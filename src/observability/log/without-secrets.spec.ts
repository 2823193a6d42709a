import { describe, expect, it } from '@jest/globals';
import { withoutSecrets } from './without-secrets.js';

describe('the members of a log line', () => {
  it.each(['authorization', 'cookie', 'token', 'secret', 'password'])(
    'never show a %s, not even one object deep',
    (name) => {
      const members = { operation: 'x', [name]: 'hunter2', error: { name: 'Error', [name]: 'hunter2' } };
      expect(withoutSecrets(members)).toEqual({
        operation: 'x',
        [name]: '[masked]',
        error: { name: 'Error', [name]: '[masked]' },
      });
      expect(withoutSecrets({ error: { [name]: 'hunter2' } })).toEqual({ error: { [name]: '[masked]' } });
      expect(members[name]).toBe('hunter2');
    },
  );

  it('pass as they are where nothing is called like a secret', () => {
    const members = { operation: 'x', error: { name: 'Error', message: 'no' }, list: ['token'], nothing: null };
    expect(withoutSecrets(members)).toBe(members);
  });
});
