// The RateLimit header fields as API documents describe them, the same for every listener.
// It must never describe a second form of them: a document names one.

const VISIBLE = '^[ -~]*$';

/** Names of both, for whatever answers under a limit. */
export const LIMIT_HEADER_NAMES = ['RateLimit', 'RateLimit-Policy'] as const;

/** Header components by name. */
export const LIMIT_HEADERS: Readonly<Record<(typeof LIMIT_HEADER_NAMES)[number], object>> = {
  RateLimit: {
    description:
      'What is left (draft-ietf-httpapi-ratelimit-headers, a structured field): the policy, r requests that would be let ' +
      'in at once now, t seconds until there is one more. Absent where nothing limits the caller, and on answers to ' +
      'callers that have not proven who they are.',
    schema: { type: 'string', maxLength: 256, pattern: VISIBLE, examples: ['"standard";r=48;t=1'] },
  },
  'RateLimit-Policy': {
    description:
      'What the plan of the client allows: q requests in w seconds, and how many of them at once; the quota in ' +
      'concurrent-requests is that of requests in flight. Present where RateLimit is.',
    schema: {
      type: 'string',
      maxLength: 512,
      pattern: VISIBLE,
      examples: [
        '"standard";q=600;w=60, "standard-burst";q=50;w=5, "standard-concurrency";q=10;qu="concurrent-requests"',
      ],
    },
  },
};
