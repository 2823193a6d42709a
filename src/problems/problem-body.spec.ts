// A problem's body carries its public voice and nothing else.
import { describe, expect, it } from '@jest/globals';
import { problemBody } from './problem-body.js';
import { Problem } from './problem.js';

describe('a problem body', () => {
  it('carries type, title, status and code of the table, and the correlation id', () => {
    expect(problemBody(new Problem('not-found'), 'c-1', '/v1/orders/1')).toEqual({
      type: 'urn:problem-type:banyan:not-found',
      title: 'Not found',
      status: 404,
      instance: '/v1/orders/1',
      code: 'not-found',
      correlationId: 'c-1',
    });
  });

  it('names all faults at once', () => {
    const errors = [
      { parameter: 'limit', detail: 'limit must be 1 to 200.' },
      { parameter: 'sort', detail: 'sort may be id.' },
    ];
    expect(problemBody(new Problem('invalid-request', { errors }), 'c-1').errors).toEqual(errors);
  });

  it('never shows the internal voice, the cause or the headers', () => {
    const problem = new Problem('source-refused', {
      internal: 'permission denied on api.Orders',
      cause: new Error('hunter2'),
      headers: { 'X-Internal': 'erp-01' },
    });
    expect(JSON.stringify(problemBody(problem, 'c-1'))).not.toMatch(/denied|hunter2|erp-01/);
  });
});
