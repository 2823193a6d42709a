// The problem answers an operation can give, by status, as the document names them.
// It must never list one the gateway does not send.
import type { WriteOperation } from '../../facade/contract.js';
import type { ProblemCode } from '../../problems/problem-codes.js';
import { problemResponse, statusOf } from '../../problems/problem-response.js';
import { problemExample } from '../../problems/problem-schema.js';

const READS = ['list', 'get'] as const;
const WRITES = ['create', 'change', 'action'] as const;
const COMMANDS = ['commands.list', 'commands.get', 'commands.cancel'] as const;
/** Writes that may depend on what was read, besides what they answer as writes. */
const CONDITIONAL = ['if-match'] as const;
const ALL = [...READS, ...WRITES, ...COMMANDS] as const;

/** Kinds of operation, as far as their problems differ. */
export type AnsweringKind = (typeof ALL | typeof CONDITIONAL)[number];

interface ProblemResponse {
  /** All of one status. */
  readonly codes: readonly ProblemCode[];
  readonly of: readonly AnsweringKind[];
}

/** Response components by name, in the order of their status. */
const RESPONSES: Readonly<Record<string, ProblemResponse>> = {
  InvalidRequest: { codes: ['invalid-request', 'invalid-cursor'], of: READS },
  InvalidInput: { codes: ['invalid-request'], of: [...WRITES, ...COMMANDS] },
  Unauthenticated: { codes: ['unauthenticated'], of: ALL },
  InsufficientScope: { codes: ['insufficient-scope'], of: [...READS, ...WRITES] },
  NotFound: { codes: ['not-found'], of: ['get', 'change', 'action', 'commands.get', 'commands.cancel'] },
  NotAcceptable: { codes: ['not-acceptable'], of: ALL },
  Conflict: { codes: ['conflict'], of: ['commands.cancel'] },
  PreconditionFailed: { codes: ['precondition-failed'], of: CONDITIONAL },
  ContentTooLarge: { codes: ['content-too-large'], of: ALL },
  UriTooLong: { codes: ['uri-too-long'], of: ALL },
  UnsupportedMediaType: { codes: ['unsupported-media-type'], of: WRITES },
  Unprocessable: {
    codes: ['value-does-not-fit', 'reference-unusable', 'idempotency-key-reused', 'refused-by-erp'],
    of: WRITES,
  },
  TooManyRequests: { codes: ['too-many-requests'], of: ALL },
  HeadersTooLarge: { codes: ['headers-too-large'], of: ALL },
  InternalError: { codes: ['internal-error'], of: ALL },
  BadGateway: { codes: ['record-unusable', 'source-refused', 'answer-too-large'], of: [...READS, ...CONDITIONAL] },
  Unavailable: { codes: ['source-unavailable', 'lane-full', 'source-closed', 'overloaded'], of: READS },
  LedgerUnavailable: { codes: ['ledger-unavailable', 'overloaded'], of: COMMANDS },
  NotAcceptedNow: { codes: ['ledger-unavailable', 'source-unavailable', 'source-closed', 'overloaded'], of: WRITES },
  SourceTimeout: { codes: ['source-timeout', 'not-in-cache'], of: READS },
};

/** Fields besides the correlation id that answers of a status carry. */
const HEADERS: Readonly<Record<number, readonly string[]>> = {
  401: ['WWW-Authenticate'],
  403: ['WWW-Authenticate'],
  415: ['Accept-Patch'],
  422: ['Preference-Applied', 'Idempotent-Replay'],
  429: ['Retry-After'],
  503: ['Retry-After'],
};

/** The response component an operation refers to for each status. */
export function problemResponseRefs(kind: AnsweringKind): readonly (readonly [status: number, ref: string])[] {
  return Object.entries(RESPONSES)
    .filter(([, { of }]) => of.includes(kind))
    .map(([name, { codes }]) => [statusOf(codes), `#/components/responses/${name}`]);
}

/** The kinds of problems that a write can answer with. */
export function answeringKinds({ kind, ifMatch }: WriteOperation): readonly AnsweringKind[] {
  return ifMatch === undefined ? [kind] : [kind, ...CONDITIONAL];
}

/** The response components that these kinds of operation refer to. */
export function problemResponses(kinds: ReadonlySet<AnsweringKind>): Readonly<Record<string, object>> {
  const used = Object.entries(RESPONSES).filter(([, { of }]) => of.some((kind) => kinds.has(kind)));
  return Object.fromEntries(used.map(([name, { codes }]) => [name, response(codes, name)]));
}

/** Members that only some problems have. */
const MORE: Readonly<Partial<Record<ProblemCode, object>>> = {
  'refused-by-erp': {
    detail: 'The customer is on hold.',
    reason: 'customer-on-hold',
    commandId: '01JD5Y6Q7R8S9T0V1W2X3Y4Z5A',
  },
  'value-does-not-fit': { errors: [{ pointer: '/note', detail: 'This value is too long for the ERP.' }] },
  'reference-unusable': {
    errors: [{ pointer: '/customerId', detail: 'Names a record of customers that does not exist.' }],
  },
};

const PARAMETER_FAULT = { parameter: 'limit', detail: 'Expected a whole number from 1 to 200.' };
const POINTER_FAULT = { pointer: '/lines/0/itemId', detail: 'This member is required.' };

function response(codes: readonly ProblemCode[], name: string): object {
  const errors = [name === 'InvalidInput' ? POINTER_FAULT : PARAMETER_FAULT];
  const exampleOf = (code: ProblemCode): object =>
    problemExample(code, code === 'invalid-request' ? { errors } : MORE[code]);
  return problemResponse({ codes, headers: HEADERS[statusOf(codes)] ?? [], exampleOf });
}
