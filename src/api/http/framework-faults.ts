// Problems for what Fastify and Nest throw themselves, in one table. Whatever is not in it is an internal error.
// It must never pass on a message of the framework: those quote the request.
import { HttpException } from '@nestjs/common';
import { Problem } from '../../problems/problem.js';
import type { ProblemCode } from '../../problems/problem-codes.js';
import type { HttpLimits } from './http-limits.js';

type FaultProblem = (limits: HttpLimits) => Problem;

const invalid =
  (detail: string): FaultProblem =>
  () =>
    new Problem('invalid-request', { detail });

/** Codes of Fastify that are the caller's doing: https://fastify.dev/docs/latest/Reference/Errors/ */
const FASTIFY_FAULTS: Readonly<Record<string, FaultProblem>> = {
  FST_ERR_BAD_URL: invalid('The path is not valid percent-encoded UTF-8.'),
  FST_ERR_MAX_PARAM_LENGTH: (limits) => uriTooLong(limits),
  FST_ERR_CTP_BODY_TOO_LARGE: (limits) => contentTooLarge(limits.bodyBytes),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => new Problem('unsupported-media-type'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: invalid('The body is not as long as Content-Length says.'),
  FST_ERR_CTP_EMPTY_JSON_BODY: invalid('The body is empty, but Content-Type says application/json.'),
  FST_ERR_CTP_INVALID_JSON_BODY: invalid('The body is not valid JSON.'),
  FST_ERR_VALIDATION: invalid('The request does not have the expected shape.'),
  FST_ERR_NOT_FOUND: () => new Problem('not-found'),
};

/** Problem codes for the HTTP exceptions of Nest, by status. */
const NEST_FAULTS: Readonly<Record<number, ProblemCode>> = {
  400: 'invalid-request',
  401: 'unauthenticated',
  403: 'insufficient-scope',
  404: 'not-found',
  405: 'method-not-allowed',
  406: 'not-acceptable',
  413: 'content-too-large',
  414: 'uri-too-long',
  415: 'unsupported-media-type',
};

/** The problem for a fault the framework raised, or undefined when it is none of those the caller caused. */
export function problemOfFramework(thrown: unknown, limits: HttpLimits): Problem | undefined {
  if (thrown instanceof HttpException) {
    const code = NEST_FAULTS[thrown.getStatus()];
    return code === undefined ? undefined : new Problem(code);
  }
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  return typeof code === 'string' ? FASTIFY_FAULTS[code]?.(limits) : undefined;
}

/** 414 with the limit. */
export function uriTooLong(limits: HttpLimits): Problem {
  return new Problem('uri-too-long', { detail: `The request address may have at most ${limits.urlBytes} bytes.` });
}

/** 413 with the limit. */
export function contentTooLarge(bytes: number): Problem {
  return new Problem('content-too-large', { detail: `The body may have at most ${bytes} bytes.` });
}

/** 431 with the limits. */
export function headersTooLarge(limits: HttpLimits): Problem {
  const detail = `The header section may have at most ${limits.headerBytes} bytes in at most ${limits.headerCount} fields.`;
  return new Problem('headers-too-large', { detail });
}
