// The parts of the API document that are the same for every facade: header fields, security.
// It must never describe what the gateway does not do.
import { CACHE_HEADERS, CACHE_REQUEST_HEADERS } from './cache-components.js';
import { LIMIT_HEADERS } from '../../problems/limit-headers.js';
import type { Operation } from '../../facade/contract.js';

const CORRELATION_PATTERN = '^[A-Za-z0-9._-]{1,64}$';
/** A ULID. */
export const COMMAND_ID_PATTERN = '^[0-7][0-9A-HJKMNP-TV-Z]{25}$';
/** What a header field value may be made of. */
const VISIBLE = '^[ -~]*$';

const text = (description: string, maxLength: number, example: string): object => ({
  description,
  schema: { type: 'string', maxLength, pattern: VISIBLE, examples: [example] },
});

/** Header fields of answers, by name. */
export const HEADERS: Readonly<Record<string, object>> = {
  'X-Correlation-Id': {
    description: 'The correlation id of the request: the one that was sent, if it was well-formed, or a new one.',
    schema: { type: 'string', maxLength: 64, pattern: CORRELATION_PATTERN, examples: ['01JD5Y6Q7R8S9T0V1W2X3Y4Z5A'] },
  },
  ETag: text('Validator of this answer, for If-None-Match; that of one record also for If-Match.', 128, 'W/"a1b2c3"'),
  'Cache-Control': text(
    'Who may keep the answer, and for how long after the ERP was asked (see Age). Reads are kept by the caller alone.',
    64,
    'private, max-age=10',
  ),
  ...CACHE_HEADERS,
  Vary: text('Request fields the answer depends on.', 64, 'Authorization, Accept'),
  'Banyan-As-Of': {
    description: 'The data is at least as fresh as this instant. Absent when the source does not say.',
    schema: { type: 'string', format: 'date-time', maxLength: 40, examples: ['2026-12-01T08:30:00Z'] },
  },
  Link: text(
    'The next page (RFC 8288), with rel="next". Absent on the last page.',
    16384,
    '</v1/orders?after=abc>; rel="next"',
  ),
  'Retry-After': {
    description: 'Whole seconds after which a retry makes sense.',
    schema: { type: 'integer', format: 'int32', minimum: 0, maximum: 86400, examples: [2] },
  },
  ...LIMIT_HEADERS,
  'WWW-Authenticate': text('How to authenticate (RFC 6750).', 512, 'Bearer realm="banyan", error="invalid_token"'),
};

/** Header fields of answers to writes, by name. */
export const WRITE_HEADERS: Readonly<Record<string, object>> = {
  Location: text('Where to follow the command, or the record once the command has succeeded.', 4096, '/v1/orders/SO-1'),
  'Content-Location': text('The address of the command in the body.', 256, '/v1/commands/01JD5Y6Q7R8S9T0V1W2X3Y4Z5A'),
  'Preference-Applied': text(
    'How long the gateway was ready to wait (RFC 7240). Absent without Prefer.',
    64,
    'wait=10',
  ),
  'Idempotent-Replay': {
    description: 'true when this request had been accepted before; the command is shown as it stands now.',
    schema: { type: 'string', enum: ['true'] },
  },
  'Accept-Patch': text(
    'The content type a change takes (RFC 5789); only at addresses that can be changed.',
    64,
    'application/merge-patch+json',
  ),
};

/** Request header fields that every operation takes. */
export const REQUEST_HEADERS: Readonly<Record<string, object>> = {
  CorrelationId: {
    name: 'X-Correlation-Id',
    in: 'header',
    required: false,
    description: 'An id of your own for this request; returned, and written to every log line about it.',
    schema: { type: 'string', maxLength: 64, pattern: CORRELATION_PATTERN, examples: ['web-4711'] },
  },
  IfNoneMatch: {
    name: 'If-None-Match',
    in: 'header',
    required: false,
    description: 'Entity tags you hold; the answer is 304 while one of them still holds.',
    schema: { type: 'string', maxLength: 8192, pattern: VISIBLE, examples: ['W/"a1b2c3"'] },
  },
  ...CACHE_REQUEST_HEADERS,
};

/** Request header fields of writes. */
export const WRITE_REQUEST_HEADERS: Readonly<Record<string, object>> = {
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    description:
      'Names this request: 1 to 255 visible ASCII characters, bare or in double quotes. Make up a new random one for ' +
      'each new request and repeat it with each retry: the same key and content lead to the same command, for at least ' +
      'seven days after it has settled. The same key with other content is refused with 422.',
    schema: { type: 'string', minLength: 1, maxLength: 512, pattern: VISIBLE, examples: ['8e03978e-40d5-43dd-bc93'] },
  },
  Prefer: {
    name: 'Prefer',
    in: 'header',
    required: false,
    description:
      'wait=N (RFC 7240): the answer waits up to N seconds, 30 at most, for the ERP. A command that succeeds in time is ' +
      'answered 201 or 200, one that is refused 422, everything else 202.',
    schema: { type: 'string', maxLength: 128, pattern: VISIBLE, examples: ['wait=10'] },
  },
};

/** Request header fields of writes that may depend on what was read. */
export const CONDITIONAL_HEADERS: Readonly<Record<string, object>> = {
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    required: false,
    description:
      'Entity tags of the record as you read it, without query: the write is done only if one of them is still its tag, ' +
      'and answered 412 otherwise. `*` asks only that the record can be read. What is compared when, is said with the ' +
      'operation.',
    schema: { type: 'string', maxLength: 8192, pattern: VISIBLE, examples: ['"3f2a9c0d5b7e41668f0a12"'] },
  },
};

/** Names of the security schemes. */
export const OAUTH2 = 'oauth2';
export const BEARER = 'bearer';

/** Client credentials with a scope per operation, or any bearer token the gateway accepts. */
export function securitySchemes(
  operations: readonly Pick<Operation, 'id' | 'title'>[],
): Readonly<Record<string, object>> {
  const scopes = Object.fromEntries(operations.map(({ id, title }) => [id, title ?? `Call ${id}`]));
  return {
    [OAUTH2]: {
      type: 'oauth2',
      description:
        'OAuth 2.0 client credentials (RFC 6749, section 4.4). A scope is an operation id. ' +
        'Tokens are signed JWTs that live for minutes and are used and checked as RFC8725 asks.',
      flows: { clientCredentials: { tokenUrl: '/oauth/token', scopes } },
    },
    [BEARER]: {
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'JWT (RFC 8725)',
      description:
        'An access token of the token endpoint (a signed JWT, RFC 9068), or an API key where they are switched on.',
    },
  };
}
