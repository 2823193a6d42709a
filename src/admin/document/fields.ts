// Header fields of requests and answers, as the document names them. It must never name one that is not sent.
import { LIMIT_HEADERS } from '../../problems/limit-headers.js';

const VISIBLE = '^[ -~]*$';
const CORRELATION = { type: 'string', maxLength: 64, pattern: '^[A-Za-z0-9._-]{1,64}$', examples: ['desk-4711'] };

const text = (description: string, maxLength: number, example: string): object => ({
  description,
  schema: { type: 'string', maxLength, pattern: VISIBLE, examples: [example] },
});

/** Of answers. */
export const HEADERS: Readonly<Record<string, object>> = {
  ...LIMIT_HEADERS,
  'X-Correlation-Id': {
    description: 'The correlation id of the request: the one that was sent, if it was well-formed, or a new one.',
    schema: CORRELATION,
  },
  'Cache-Control': text('Answers are not to be kept.', 64, 'no-store'),
  Link: text(
    'The next page (RFC 8288), with rel="next". Absent on the last page.',
    4096,
    '</admin/v1/clients?after=crm>; rel="next"',
  ),
  'Retry-After': {
    description: 'Whole seconds after which a retry makes sense.',
    schema: { type: 'integer', format: 'int32', minimum: 0, maximum: 86400, examples: [5] },
  },
  'WWW-Authenticate': text('How to authenticate (RFC 6750).', 512, 'Bearer realm="banyan administration"'),
};

/** Of requests. */
export const PARAMETERS: Readonly<Record<string, object>> = {
  CorrelationId: {
    name: 'X-Correlation-Id',
    in: 'header',
    required: false,
    description: 'An id of your own for this request; returned, and kept in the audit trail.',
    schema: CORRELATION,
  },
};
