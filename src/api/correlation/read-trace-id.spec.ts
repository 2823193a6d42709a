// Guards what is taken over from a traceparent header.
import { describe, expect, it } from '@jest/globals';
import { readTraceId } from './read-trace-id.js';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = '00f067aa0ba902b7';

describe('the trace id', () => {
  it.each([
    ['a header of today', `00-${TRACE}-${PARENT}-01`],
    ['a later version', `01-${TRACE}-${PARENT}-00`],
    ['a later version with more fields', `cc-${TRACE}-${PARENT}-01-what-comes`],
  ])('is read from %s', (_, header) => {
    expect(readTraceId(header)).toBe(TRACE);
  });

  it.each([
    ['nothing', undefined],
    ['an empty header', ''],
    ['upper case', `00-${TRACE.toUpperCase()}-${PARENT}-01`],
    ['only zeros', `00-${'0'.repeat(32)}-${PARENT}-01`],
    ['a parent of only zeros', `00-${TRACE}-${'0'.repeat(16)}-01`],
    ['the forbidden version', `ff-${TRACE}-${PARENT}-01`],
    ['version 00 with more fields', `00-${TRACE}-${PARENT}-01-more`],
    ['a megabyte', `01-${TRACE}-${PARENT}-01-${'x'.repeat(1_000_000)}`],
    ['a line break', `00-${TRACE}-${PARENT}-01\n`],
  ])('is not read from %s', (_, header) => {
    expect(readTraceId(header)).toBeUndefined();
  });
});
