// Reads what a route is asked: by its schemas, with every fault of query and body at once and the place of each.
// It must never repeat a value in a fault.
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Problem } from '../../problems/problem.js';
import type { RequestFault } from '../../problems/problem.js';
import type { Asked } from './admin-route.js';

/** What the route of this request is asked. Throws not-found for an address that names nothing, invalid-request. */
export function readAsked(request: FastifyRequest): Asked<unknown, unknown, unknown> {
  const { routeOptions, administration } = request;
  const { admin: route } = routeOptions.config;
  const acting = administration?.acting;
  if (route === undefined || acting === undefined) throw new Problem('internal-error', { internal: 'not admitted' });
  const path = route.parameters.safeParse(request.params);
  if (!path.success) throw new Problem('not-found');
  const query = route.query.safeParse(request.query);
  const body = route.body.safeParse(request.body === undefined ? {} : request.body);
  const errors = [...faultsIn(query, 'parameter'), ...faultsIn(body, 'pointer')];
  if (errors.length > 0) throw new Problem('invalid-request', { errors });
  const reason = reasonIn(body.data);
  return {
    path: path.data,
    query: query.data,
    body: body.data,
    acting: { ...acting, ...(reason !== undefined && { reason }) },
  };
}

function reasonIn(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('reason' in body)) return undefined;
  return typeof body.reason === 'string' ? body.reason : undefined;
}

type Place = 'parameter' | 'pointer';

function faultsIn(outcome: z.ZodSafeParseResult<unknown>, place: Place): readonly RequestFault[] {
  return outcome.success ? [] : outcome.error.issues.flatMap((issue) => faultsOf(issue, place));
}

/** A member too many is named by its own place: whoever mistyped it finds it. */
function faultsOf(issue: z.core.$ZodIssue, place: Place): readonly RequestFault[] {
  if (issue.code !== 'unrecognized_keys') return [faultAt(issue.path, place, sentenceOf(issue))];
  return issue.keys.map((key) => faultAt([...issue.path, key], place, `There is no such ${WORDS[place]}.`));
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' && issue.expected === 'object') return 'Expected a JSON object.';
  return `${issue.message}.`.replace(/\.\.$/, '.');
}

const WORDS: Readonly<Record<Place, string>> = { parameter: 'parameter', pointer: 'member' };
const LONGEST_NAME = 200;

function faultAt(path: readonly PropertyKey[], place: Place, detail: string): RequestFault {
  if (place === 'parameter') return { parameter: String(path[0] ?? '').slice(0, LONGEST_NAME), detail };
  const pointer = path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  return { pointer: pointer.slice(0, LONGEST_NAME), detail };
}
