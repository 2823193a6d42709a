// The schema of a problem answer (RFC 9457) for API documents, and examples of problems.
// It must never describe a member that problem-body.ts does not send.
import { PROBLEM_TYPE_BASE, PROBLEMS } from './problem-codes.js';
import type { ProblemCode } from './problem-codes.js';

const CORRELATION_PATTERN = '^[A-Za-z0-9._-]{1,64}$';
/** A ULID. */
const COMMAND_ID_PATTERN = '^[0-7][0-9A-HJKMNP-TV-Z]{25}$';
/** What a header field value may be made of. */
const VISIBLE = '^[ -~]*$';
/** Quotes what the caller sent, which may be anything. */
const ANYTHING = '^[\\s\\S]*$';
/** Names and values quoted from an address can be as long as an address may be at most. */
const LONGEST_ADDRESS = 65_536;

/** RFC 9457 as this gateway speaks it. New codes may come within a version; a caller treats them by status. */
export const PROBLEM_SCHEMAS = {
  Problem: {
    type: 'object',
    title: 'Problem',
    description: 'What went wrong (RFC 9457). Branch on `code`; new codes may be added, so fall back to `status`.',
    properties: {
      type: { type: 'string', format: 'uri', maxLength: 200, description: 'A stable URI for this kind of problem.' },
      title: {
        type: 'string',
        maxLength: 200,
        pattern: VISIBLE,
        description: 'The same for every problem of this kind.',
      },
      status: { type: 'integer', format: 'int32', minimum: 400, maximum: 599, description: 'The HTTP status.' },
      detail: {
        type: 'string',
        maxLength: LONGEST_ADDRESS,
        pattern: ANYTHING,
        description: 'What is particular to this occurrence.',
      },
      instance: { type: 'string', maxLength: 1536, pattern: VISIBLE, description: 'The path that was asked for.' },
      code: { type: 'string', maxLength: 64, pattern: '^[a-z]+(-[a-z]+)*$', description: 'The stable code.' },
      correlationId: {
        type: 'string',
        maxLength: 64,
        pattern: CORRELATION_PATTERN,
        description: 'Finds this request in the log of the gateway.',
      },
      reason: {
        type: 'string',
        maxLength: 64,
        pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$',
        description: 'Of refused-by-erp: why, as a stable word of the operation.',
      },
      commandId: {
        type: 'string',
        maxLength: 26,
        pattern: COMMAND_ID_PATTERN,
        description: 'The command this problem is about.',
      },
      errors: {
        type: 'array',
        maxItems: LONGEST_ADDRESS,
        items: { $ref: '#/components/schemas/RequestFault' },
        description: 'Every fault of the request, all at once.',
      },
    },
    required: ['type', 'title', 'status', 'code', 'correlationId'],
  },
  RequestFault: {
    type: 'object',
    title: 'Fault of a request',
    description: 'One fault, located by parameter name or by JSON pointer.',
    properties: {
      parameter: {
        type: 'string',
        maxLength: LONGEST_ADDRESS,
        pattern: ANYTHING,
        description: 'Name of the query parameter or header field.',
      },
      pointer: {
        type: 'string',
        maxLength: LONGEST_ADDRESS,
        pattern: ANYTHING,
        description: 'JSON pointer (RFC 6901) into the body.',
      },
      detail: {
        type: 'string',
        maxLength: LONGEST_ADDRESS,
        pattern: ANYTHING,
        description: 'What is wrong and what is allowed.',
      },
    },
    required: ['detail'],
  },
} as const;

/** What a problem of a code looks like; `more` are members that only it has. */
export function problemExample(code: ProblemCode, more: object = {}): object {
  const { status, title } = PROBLEMS[code];
  return {
    ...{ type: PROBLEM_TYPE_BASE + code, title, status, code, correlationId: '01JD5Y6Q7R8S9T0V1W2X3Y4Z5A' },
    ...more,
  };
}
