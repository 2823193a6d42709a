// Reads the query of the list of commands. It must never ignore a parameter: what it does not know is a fault.
import { nearest } from '../../kernel/nearest.js';
import { Problem } from '../../problems/problem.js';
import type { RequestFault } from '../../problems/problem.js';
import type { PublicStatus } from '../../write/command.js';
import { PUBLIC_STATUSES } from '../../write/public-status.js';
import type { OwnCommandQuery } from '../../write/write-request.js';

/** Bounds of a page of commands. */
export const COMMAND_PAGE = { fallback: 50, most: 200 } as const;

/** The parameters there are. */
export const COMMAND_PARAMETERS = ['status', 'operation', 'limit', 'after'] as const;

/** A ULID in Crockford's alphabet: what `page.next` holds. */
export const COMMAND_ID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;
const OPERATION = /^[A-Za-z][A-Za-z0-9.-]{0,127}$/;

/** The query, or a Problem with every fault of it. `status` may be repeated; the others stand once. */
export function readCommandQuery(query: string): OwnCommandQuery {
  const pairs = new URLSearchParams(query);
  const limit = readLimit(pairs.get('limit'));
  const faults = [...unknownFaults(pairs), ...repeatedFaults(pairs), ...valueFaults(pairs, limit)];
  if (faults.length > 0 || limit === undefined) throw new Problem('invalid-request', { errors: faults });
  const [operation, before] = [pairs.get('operation'), pairs.get('after')];
  return {
    statuses: pairs.getAll('status').filter(isStatus),
    ...(operation !== null && { operation }),
    ...(before !== null && { before }),
    limit,
  };
}

function valueFaults(pairs: URLSearchParams, limit: number | undefined): RequestFault[] {
  const faults: RequestFault[] = [];
  if (!pairs.getAll('status').every(isStatus))
    faults.push({ parameter: 'status', detail: `Expected one of ${PUBLIC_STATUSES.join(', ')}.` });
  if (!OPERATION.test(pairs.get('operation') ?? 'none'))
    faults.push({ parameter: 'operation', detail: 'Expected an operation id, such as orders.create.' });
  if (!COMMAND_ID.test(pairs.get('after') ?? LOWEST_ID))
    faults.push({ parameter: 'after', detail: 'Expected the value of page.next of the page before.' });
  if (limit === undefined)
    faults.push({ parameter: 'limit', detail: `Expected a whole number from 1 to ${COMMAND_PAGE.most}.` });
  return faults;
}

const LOWEST_ID = '0'.repeat(26);

function isStatus(text: string): text is PublicStatus {
  return (PUBLIC_STATUSES as readonly string[]).includes(text);
}

function readLimit(text: string | null): number | undefined {
  if (text === null) return COMMAND_PAGE.fallback;
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  return limit >= 1 && limit <= COMMAND_PAGE.most ? limit : undefined;
}

function unknownFaults(pairs: URLSearchParams): RequestFault[] {
  const known: readonly string[] = COMMAND_PARAMETERS;
  return [...new Set(pairs.keys())]
    .filter((name) => !known.includes(name))
    .map((name) => {
      const near = nearest(name, known);
      const meant = near === undefined ? '' : ` Did you mean ${near}?`;
      return { parameter: name, detail: `There is no such parameter.${meant} Allowed: ${known.join(', ')}.` };
    });
}

function repeatedFaults(pairs: URLSearchParams): RequestFault[] {
  return ['operation', 'limit', 'after']
    .filter((name) => pairs.getAll(name).length > 1)
    .map((parameter) => ({ parameter, detail: 'Send it once.' }));
}
