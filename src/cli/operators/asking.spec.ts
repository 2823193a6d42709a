import { expect, it } from '@jest/globals';
import { queryText } from './asking.js';

it('leaves out what was not given, repeats lists, and escapes what is', () => {
  expect(queryText({ limit: '50', after: undefined, state: ['parked', 'held'], subject: 'client/a b' })).toBe(
    '?limit=50&state=parked&state=held&subject=client%2Fa+b',
  );
  expect(queryText({ after: undefined, state: [] })).toBe('');
});
