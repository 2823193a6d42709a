// Every problem the gateway can answer with: one closed table of stable codes, their HTTP status and title.
// A code is never reused; what the ERP refuses is one code (refused-by-erp) with a reason given by the facade.

/** One row of the problem table. `help` is what the runbook and the reference say about it. */
export interface ProblemKind {
  readonly status: number;
  /** Constant per code (RFC 9457, section 3.1.3). */
  readonly title: string;
  /** One sentence for the reader of the reference: what happened and what the caller can do. */
  readonly help: string;
}

export const PROBLEMS = {
  'invalid-request': {
    status: 400,
    title: 'The request is not valid',
    help: 'Each entry of errors names one fault and what is allowed. Correct all of them and send the request again.',
  },
  'invalid-cursor': {
    status: 400,
    title: 'The page cursor is not valid',
    help: 'The value of after was changed, or was made for another query. Start again without after.',
  },
  unauthenticated: {
    status: 401,
    title: 'Authentication is required',
    help: 'Send a valid access token as Authorization: Bearer. Get one from the token endpoint.',
  },
  'insufficient-scope': {
    status: 403,
    title: 'The credential does not hold the scope of this operation',
    help: 'Ask an administrator to grant the scope named in detail.',
  },
  'beyond-authority': {
    status: 403,
    title: 'Beyond the authority of the administrator',
    help: 'Administrators hand out only what they hold, and do not decide about themselves. Ask one who holds what detail names.',
  },
  'not-found': {
    status: 404,
    title: 'Not found',
    help: 'Nothing is there for this caller under this address.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'The method is not allowed here',
    help: 'The Allow header lists the methods this address knows.',
  },
  'not-acceptable': {
    status: 406,
    title: 'No acceptable representation',
    help: 'Answers are application/json and problems application/problem+json; adjust Accept.',
  },
  'request-timeout': {
    status: 408,
    title: 'The request did not arrive in time',
    help: 'Send the request again, completely and without pauses.',
  },
  conflict: {
    status: 409,
    title: 'The request conflicts with the present state',
    help: 'Read the present state and decide again.',
  },
  'precondition-failed': {
    status: 412,
    title: 'A precondition failed',
    help: 'The record is not, or not any more, as If-Match says. Read it again and decide anew.',
  },
  'content-too-large': {
    status: 413,
    title: 'The request content is too large',
    help: 'Send a smaller body; the limit stands in detail.',
  },
  'uri-too-long': {
    status: 414,
    title: 'The request address is too long',
    help: 'Use fewer or shorter query parameters; the limit stands in detail.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'The content type is not supported',
    help: 'Send the content type named in detail.',
  },
  'expectation-failed': {
    status: 417,
    title: 'The expectation cannot be met',
    help: 'Send no Expect header field other than 100-continue.',
  },
  'value-does-not-fit': {
    status: 422,
    title: 'A value cannot be written to the ERP',
    help: 'The request is well-formed, but the ERP has no way to hold a value. Each entry of errors names one.',
  },
  'reference-unusable': {
    status: 422,
    title: 'The request names a record that cannot be used',
    help: 'A record it refers to does not exist or is not as it must be. Each entry of errors names one.',
  },
  'unknown-name': {
    status: 422,
    title: 'The request uses a name that is not known here',
    help: 'The request is well-formed, but a scope, plan, system, issuer or host in it is none of those this gateway knows. Each entry of errors names one.',
  },
  'idempotency-key-reused': {
    status: 422,
    title: 'The idempotency key belongs to another request',
    help: 'The same key was sent before with other content. Use a new key for a new request.',
  },
  'refused-by-erp': {
    status: 422,
    title: 'The ERP refused the request',
    help: 'The member reason says why; it is defined by the facade.',
  },
  'too-many-requests': {
    status: 429,
    title: 'The limit of this client is used up',
    help: 'Wait for as long as Retry-After says.',
  },
  'headers-too-large': {
    status: 431,
    title: 'The request header fields are too large',
    help: 'Send fewer or shorter header fields; the limit stands in detail.',
  },
  'internal-error': {
    status: 500,
    title: 'The gateway failed',
    help: 'Not your fault. Report the correlationId.',
  },
  'record-unusable': {
    status: 502,
    title: 'The ERP holds a record that breaks the contract',
    help: 'The record exists, but a value in it does not fit the contract. Report the correlationId; operators see which.',
  },
  'source-refused': {
    status: 502,
    title: 'The ERP did not answer as agreed',
    help: 'The ERP refused a statement that the facade needs. Operators see why; retrying does not help.',
  },
  'answer-too-large': {
    status: 502,
    title: 'The answer would be too large',
    help: 'Ask for a smaller page or fewer embedded children.',
  },
  'source-unavailable': {
    status: 503,
    title: 'The ERP is not available',
    help: 'Wait for as long as Retry-After says, then try again.',
  },
  'source-closed': {
    status: 503,
    title: 'The ERP takes no reads now',
    help: 'The calendar of the ERP keeps reads from it, and nothing was kept of this one. Retry-After says when it opens.',
  },
  overloaded: {
    status: 503,
    title: 'The gateway is overloaded',
    help: 'It refuses a part of the requests so that the rest is answered. Wait for as long as Retry-After says.',
  },
  'ledger-unavailable': {
    status: 503,
    title: 'The write could not be stored',
    help: 'Send the request again with the same idempotency key; it is accepted once, whatever became of this try.',
  },
  'lane-full': {
    status: 503,
    title: 'The ERP is busy',
    help: 'The number of statements the ERP takes at once is used up. Wait for as long as Retry-After says.',
  },
  'not-in-cache': {
    status: 504,
    title: 'Nothing is kept of this',
    help: 'The request asked for a kept answer only (only-if-cached), and there is none. Ask without that directive.',
  },
  'source-timeout': {
    status: 504,
    title: 'The ERP did not answer in time',
    help: 'The statement was cancelled. Narrow the question or try again later.',
  },
} as const satisfies Record<string, ProblemKind>;

/** The closed union of problem codes. */
export type ProblemCode = keyof typeof PROBLEMS;

/** Prefix of the `type` URIs; the code follows. Stable in every deployment and documented in docs/problems.md. */
export const PROBLEM_TYPE_BASE = 'urn:problem-type:banyan:';
