// How the administration listener reads what it is asked: by schema, with every fault at once and the place of each.
// It must never repeat a value in a fault.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { personFault, reasonFault } from '../audit/decider.js';
import { Problem } from '../problems/problem.js';

/** The members every decision has: who makes it, and why. */
export const DECIDER = {
  by: text(personFault),
  reason: text(reasonFault),
};

function text(faultOf: (text: string | undefined) => string | undefined): z.ZodType<string> {
  return z.string({ error: () => faultOf(undefined) }).superRefine((given, context) => {
    const fault = faultOf(given);
    if (fault !== undefined) context.addIssue(fault);
  });
}

/** A query parameter that may be repeated. */
export function several<Item extends z.ZodType>(item: Item) {
  return z.union([item.transform((value) => [value]), z.array(item)]).optional();
}

/** Most entries of a page. */
export const limit = z.coerce.number().int().min(1).max(500).default(50);

/** A query or a body as its schema has it. Throws invalid-request with every fault. */
export function parsed<Schema extends z.ZodType>(
  schema: Schema,
  given: unknown,
  place: 'parameter' | 'pointer',
): z.output<Schema> {
  const outcome = schema.safeParse(given ?? {});
  if (outcome.success) return outcome.data;
  const errors = outcome.error.issues.map(({ path, message }) =>
    place === 'parameter'
      ? { parameter: path.map(String).join('.'), detail: message }
      : { pointer: path.map((step) => `/${String(step)}`).join(''), detail: message },
  );
  throw new Problem('invalid-request', { errors });
}

/** The part of the address that names one thing. */
export function idOf(request: FastifyRequest): string {
  return (request.params as Readonly<Record<string, string>>)['id'] ?? '';
}

const OK = 200;

/** Sends what was asked for. */
export function send(reply: FastifyReply, body: object): void {
  reply.code(OK).header('cache-control', 'no-store').send(body);
}

/** A page of things with ids out of a list that was asked for one more than the page holds. */
export function pageOf(found: readonly { readonly id: string }[], most: number): object {
  const data = found.slice(0, most);
  return { data, page: { limit: most, next: found.length > most ? (data.at(-1)?.id ?? null) : null } };
}
