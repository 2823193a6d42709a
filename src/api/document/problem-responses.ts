// The problem answers an operation can give, by status, as the document names them.
// It must never list one the gateway does not send.
import type { Operation } from '../../facade/contract.js';
import { PROBLEM_CONTENT_TYPE } from '../../problems/problem-body.js';
import { PROBLEM_TYPE_BASE, PROBLEMS } from '../../problems/problem-codes.js';
import type { ProblemCode } from '../../problems/problem-codes.js';

/** Codes that a read can be answered with; grouped by status they make the responses of the document. */
const CODES: readonly ProblemCode[] = [
  'invalid-request',
  'invalid-cursor',
  'unauthenticated',
  'insufficient-scope',
  'not-found',
  'not-acceptable',
  'content-too-large',
  'uri-too-long',
  'too-many-requests',
  'headers-too-large',
  'internal-error',
  'record-unusable',
  'source-refused',
  'answer-too-large',
  'source-unavailable',
  'lane-full',
  'source-timeout',
];

/** Component names by status. */
const NAMES: Readonly<Record<number, string>> = {
  400: 'InvalidRequest',
  401: 'Unauthenticated',
  403: 'InsufficientScope',
  404: 'NotFound',
  406: 'NotAcceptable',
  413: 'ContentTooLarge',
  414: 'UriTooLong',
  429: 'TooManyRequests',
  431: 'HeadersTooLarge',
  500: 'InternalError',
  502: 'BadGateway',
  503: 'Unavailable',
  504: 'SourceTimeout',
};

/** Fields besides the correlation id that answers of a status carry. */
const HEADERS: Readonly<Record<number, readonly string[]>> = {
  401: ['WWW-Authenticate'],
  403: ['WWW-Authenticate'],
  429: ['Retry-After'],
  503: ['Retry-After'],
};

const NOT_FOUND = 404;

/** The response component an operation refers to for each status; a list cannot be missing. */
export function problemResponseRefs(operation: Operation): readonly (readonly [status: number, ref: string])[] {
  const statuses = Object.keys(NAMES).map(Number);
  const fitting = operation.kind === 'get' ? statuses : statuses.filter((status) => status !== NOT_FOUND);
  return fitting.map((status) => [status, `#/components/responses/${NAMES[status] ?? ''}`]);
}

/** The response components. */
export function problemResponses(): Readonly<Record<string, object>> {
  const byStatus = Map.groupBy(CODES, (code) => PROBLEMS[code].status);
  return Object.fromEntries([...byStatus].map(([status, codes]) => [NAMES[status] ?? '', response(status, codes)]));
}

function response(status: number, codes: readonly ProblemCode[]): object {
  return {
    description: codes.map((code) => `\`${code}\`: ${PROBLEMS[code].title}. ${PROBLEMS[code].help}`).join('\n\n'),
    headers: headerRefs(['X-Correlation-Id', 'Cache-Control', ...(HEADERS[status] ?? [])]),
    content: {
      [PROBLEM_CONTENT_TYPE]: {
        schema: { $ref: '#/components/schemas/Problem' },
        examples: Object.fromEntries(
          codes.map((code) => [code, { summary: PROBLEMS[code].title, value: example(code) }]),
        ),
      },
    },
  };
}

/** References to header components by field name. */
export function headerRefs(names: readonly string[]): Readonly<Record<string, { readonly $ref: string }>> {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

function example(code: ProblemCode): object {
  const { status, title } = PROBLEMS[code];
  const errors = [{ parameter: 'limit', detail: 'Expected a whole number from 1 to 200.' }];
  return {
    type: PROBLEM_TYPE_BASE + code,
    title,
    status,
    code,
    correlationId: '01JD5Y6Q7R8S9T0V1W2X3Y4Z5A',
    ...(code === 'invalid-request' ? { errors } : {}),
  };
}
