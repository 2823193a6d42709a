// Takes a WriteRequest off an HTTP request. The body goes through as bytes: whatever is in it, the write path judges.
// It must never decode or parse.
import type { FastifyRequest } from 'fastify';
import { Problem } from '../../problems/problem.js';
import type { WriteRequest } from '../../write/write-request.js';

/** Which operation of which version a route stands for. */
export interface WriteTarget {
  readonly version: string;
  readonly operation: string;
  /** Name of the path parameter of the key; undefined where the address has none. */
  readonly key: string | undefined;
}

/** The request in the words of the write path. Throws a Problem for a query, which no write takes. */
export function writeRequestOf({ version, operation, key: name }: WriteTarget, request: FastifyRequest): WriteRequest {
  const [path = '', query] = (request.raw.url ?? '').split('?', 2);
  refuseQuery(query ?? '');
  const key = name === undefined ? undefined : (request.params as Readonly<Record<string, string>>)[name];
  const ifMatch = request.headers['if-match'];
  return {
    version,
    operation,
    clientId: clientOf(request),
    ...(key !== undefined && { key }),
    path,
    body: request.body instanceof Uint8Array ? request.body : undefined,
    idempotencyKeys: fieldsOf(request.raw.rawHeaders, 'idempotency-key'),
    ...(ifMatch !== undefined && { ifMatch }),
    correlationId: request.banyan.correlationId,
  };
}

/** The client admission has established. */
export function clientOf({ banyan }: FastifyRequest): string {
  if (banyan.principal === undefined) throw new Problem('internal-error', { internal: 'a write without a principal' });
  return banyan.principal.clientId;
}

/** Every field line of a name; Node joins several into one text, which hides that there were several. */
function fieldsOf(rawHeaders: readonly string[], name: string): readonly string[] {
  const fields: string[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const field = rawHeaders[index] ?? '';
    if (field.length === name.length && field.toLowerCase() === name) fields.push(rawHeaders[index + 1] ?? '');
  }
  return fields;
}

function refuseQuery(query: string): void {
  if (query === '') return;
  const names = [...new Set(new URLSearchParams(query).keys())];
  if (names.length === 0) return;
  const detail = 'This operation takes no query parameters.';
  throw new Problem('invalid-request', { errors: names.map((parameter) => ({ parameter, detail })) });
}
