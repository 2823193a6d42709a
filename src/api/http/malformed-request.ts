// Answers what never became a request: rubbish on the socket, header sections that overflow, callers that are too slow.
// It must never write into the middle of another answer, and always closes the connection.
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import type { Observer } from '../../observability/observation.js';
import { PROBLEM_CONTENT_TYPE, problemBody } from '../../problems/problem-body.js';
import { PROBLEMS } from '../../problems/problem-codes.js';
import { Problem } from '../../problems/problem.js';
import { problemHeaders } from '../problem-answer.js';
import { headersTooLarge, uriTooLong } from './framework-faults.js';
import type { HttpLimits } from './http-limits.js';
import { tellUnrouted } from './tell-unrouted.js';

/** What Node says about a connection error: https://nodejs.org/api/http.html#event-clienterror */
export interface ClientError {
  readonly code: string;
  /** The bytes received last, a Buffer: the whole request when it came in one piece. */
  readonly rawPacket?: unknown;
}

/** What this needs from outside. */
export interface MalformedRequestDependencies {
  readonly observe: Observer;
  readonly clock: Clock;
  readonly limits: HttpLimits;
}

/** A function for Fastify's clientErrorHandler. */
export function createMalformedRequestHandler({ observe, clock, limits }: MalformedRequestDependencies) {
  return (error: ClientError, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || !socket.writable || hasAnswerUnderWay(socket)) {
      socket.destroy();
      return;
    }
    const problem = problemOfParser(error, limits);
    const correlationId = newId(clock);
    tellUnrouted(observe, { correlationId, method: undefined, code: problem.code });
    socket.end(rawAnswer(problem, correlationId), () => socket.destroy());
  };
}

/** Node keeps the answer in progress of a socket here and looks at it in the same way before it answers itself. */
function hasAnswerUnderWay(socket: Socket): boolean {
  const message = (socket as { _httpMessage?: { headersSent?: boolean } | null })._httpMessage;
  return message?.headersSent === true;
}

function problemOfParser(error: ClientError, limits: HttpLimits): Problem {
  switch (error.code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new Problem('request-timeout');
    case 'HPE_HEADER_OVERFLOW':
      return isInFirstLine(error.rawPacket, limits) ? uriTooLong(limits) : headersTooLarge(limits);
    default:
      return new Problem('invalid-request', { detail: 'The request is not valid HTTP/1.1.' });
  }
}

/** Whether the request line alone is beyond the limit, as far as the last packet tells. */
function isInFirstLine(packet: unknown, limits: HttpLimits): boolean {
  if (!Buffer.isBuffer(packet) || !/^[A-Z]+ \S/.test(packet.toString('latin1', 0, 32))) return false;
  const end = packet.indexOf('\r\n');
  return end === -1 || end > limits.urlBytes;
}

function rawAnswer(problem: Problem, correlationId: string): string {
  const { status } = PROBLEMS[problem.code];
  const body = JSON.stringify(problemBody(problem, correlationId));
  const headers = {
    ...problemHeaders(problem, correlationId),
    'content-type': PROBLEM_CONTENT_TYPE,
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${body}`;
}
