// Refuses Expect header fields other than 100-continue with a problem; Node's own answer has no body.
// It must never pass such a request on.
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import type { Observer } from '../../observability/observation.js';
import { PROBLEM_CONTENT_TYPE, problemBody } from '../../problems/problem-body.js';
import { PROBLEMS } from '../../problems/problem-codes.js';
import { Problem } from '../../problems/problem.js';
import { problemHeaders } from '../problem-answer.js';
import { tellUnrouted } from './tell-unrouted.js';

/** Listens for what Node hands over in this case: https://nodejs.org/api/http.html#event-checkexpectation */
export function refuseExpectations(server: Server, { clock, observe }: { clock: Clock; observe: Observer }): void {
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    const problem = new Problem('expectation-failed');
    const correlationId = newId(clock);
    tellUnrouted(observe, { correlationId, method: request.method, code: problem.code });
    const body = JSON.stringify(problemBody(problem, correlationId));
    response
      .writeHead(PROBLEMS[problem.code].status, {
        ...problemHeaders(problem, correlationId),
        'content-type': PROBLEM_CONTENT_TYPE,
        'content-length': Buffer.byteLength(body),
        connection: 'close',
      })
      .end(body);
  });
}
