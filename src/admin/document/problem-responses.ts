// The problem answers a route can give, by status, as the document names them.
// It must never list one that is not sent.
import type { ProblemCode } from '../../problems/problem-codes.js';
import { problemResponse, statusOf } from '../../problems/problem-response.js';
import { problemExample } from '../../problems/problem-schema.js';
import { takesBody } from '../routes/admin-route.js';
import type { AdminRoute } from '../routes/admin-route.js';

const EVERYWHERE: readonly ProblemCode[] = [
  'invalid-request',
  'unauthenticated',
  'insufficient-scope',
  'too-many-requests',
  'internal-error',
  'ledger-unavailable',
];
const OF_BODIES: readonly ProblemCode[] = ['content-too-large', 'unsupported-media-type'];

/** Response components by name. */
const RESPONSES: Readonly<Record<string, readonly ProblemCode[]>> = {
  InvalidRequest: ['invalid-request'],
  Unauthenticated: ['unauthenticated'],
  Forbidden: ['insufficient-scope', 'beyond-authority'],
  NotFound: ['not-found'],
  Conflict: ['conflict'],
  ContentTooLarge: ['content-too-large'],
  UnsupportedMediaType: ['unsupported-media-type'],
  UnknownName: ['unknown-name'],
  TooManyRequests: ['too-many-requests'],
  InternalError: ['internal-error'],
  StoreUnavailable: ['ledger-unavailable'],
};

const HEADERS: Readonly<Record<number, readonly string[]>> = {
  401: ['WWW-Authenticate'],
  403: ['WWW-Authenticate'],
  429: ['Retry-After'],
  503: ['Retry-After'],
};

function codesOf(route: AdminRoute): ReadonlySet<ProblemCode> {
  return new Set([...EVERYWHERE, ...(takesBody(route) ? OF_BODIES : []), ...route.problems]);
}

/** References to the components a route can answer with, by status. */
export function problemRefs(route: AdminRoute): Readonly<Record<string, object>> {
  const codes = codesOf(route);
  const given = Object.entries(RESPONSES).filter(([, its]) => its.some((code) => codes.has(code)));
  return Object.fromEntries(
    given.map(([name, its]) => [String(statusOf(its)), { $ref: `#/components/responses/${name}` }]),
  );
}

/** The components that these routes refer to. */
export function problemResponses(routes: readonly AdminRoute[]): Readonly<Record<string, object>> {
  const codes = new Set(routes.flatMap((route) => [...codesOf(route)]));
  const used = Object.entries(RESPONSES).filter(([, its]) => its.some((code) => codes.has(code)));
  return Object.fromEntries(used.map(([name, its]) => [name, response(its.filter((code) => codes.has(code)))]));
}

function response(codes: readonly ProblemCode[]): object {
  const exampleOf = (code: ProblemCode): object => problemExample(code, MORE[code]);
  return problemResponse({ codes, headers: HEADERS[statusOf(codes)] ?? [], exampleOf });
}

/** Members that only some problems have. */
const MORE: Readonly<Partial<Record<ProblemCode, object>>> = {
  'invalid-request': {
    errors: [{ pointer: '/name', detail: 'Expected 1 to 200 characters, none of them invisible.' }],
  },
  'unknown-name': {
    errors: [{ pointer: '/scopes/0', detail: 'The scope "order.list" names no operation. Did you mean orders.list?' }],
  },
};
