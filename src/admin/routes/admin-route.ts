// What a route of /admin/v1 is, declared once: the guard, the reading of requests and the API document are made from it.
// It must never say anything a request is not held to, nor anything an answer does not keep.
import type { StreamableFile } from '@nestjs/common';
import { z } from 'zod';
import type { Acting } from '../../credentials/desk/acting.js';
import type { ProblemCode } from '../../problems/problem-codes.js';
import type { AdminScope } from '../admin-scopes.js';

/** Before the path of every route. */
export const ADMIN_PREFIX = '/admin/v1';
/** RFC 7396. */
export const MERGE_PATCH = 'application/merge-patch+json';
/** Lines of JSON. */
export const NDJSON = 'application/x-ndjson';

/** Groups of routes, with what the document says about each. */
export const TAGS = {
  clients: 'Applications that may call the API, and what they prove themselves with.',
  administrators: 'People and programs that administer this gateway.',
  'signing keys': 'The keys that access tokens are signed with.',
  audit: 'Who decided what, when, from where, with which outcome.',
  commands: 'Writes, and those of them that wait for a person.',
  batches: 'Files on their way to the ERP.',
  reviews: 'Acknowledgements that could not be believed.',
  calendar: 'When the ERP is left alone.',
  protection: 'What keeps the ERP from harm, and how it stands.',
  document: 'This document.',
} as const;

/** A declaration. */
export interface AdminRoute<
  Path extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> {
  /** `clients.credentials.issue`: operation id of the document, and what is noted as last use. */
  readonly id: string;
  /** Absent: any administrator who can prove itself. */
  readonly scope?: AdminScope;
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** Below the prefix, with parameters as `{id}`. */
  readonly path: string;
  readonly tag: keyof typeof TAGS;
  readonly summary: string;
  readonly description?: string;
  readonly parameters: Path;
  readonly query: Query;
  readonly body: Body;
  readonly answer: Answer;
  readonly status: 200 | 201;
  /** Of the body; JSON otherwise. */
  readonly takes?: typeof MERGE_PATCH;
  /** Of the answer; JSON otherwise. */
  readonly gives?: typeof NDJSON;
  /** What it can be refused for, besides what every route can. */
  readonly problems: readonly ProblemCode[];
}

const NOTHING = z.strictObject({});
type Nothing = typeof NOTHING;

interface Declared<Path, Query, Body, Answer> extends Omit<
  AdminRoute,
  'parameters' | 'query' | 'body' | 'answer' | 'status' | 'problems'
> {
  readonly parameters?: Path;
  readonly query?: Query;
  readonly body?: Body;
  readonly answer: Answer;
  readonly status?: 201;
  readonly problems?: readonly ProblemCode[];
}

/** A declaration with what was left out: no parameters, no query, no body, 200, nothing special to be refused for. */
export function declareRoute<
  Answer extends z.ZodType,
  Path extends z.ZodType = Nothing,
  Query extends z.ZodType = Nothing,
  Body extends z.ZodType = Nothing,
>(given: Declared<Path, Query, Body, Answer>): AdminRoute<Path, Query, Body, Answer> {
  const { parameters = NOTHING, query = NOTHING, body = NOTHING, status = 200, problems = [], ...rest } = given;
  const schemas = { parameters: parameters as Path, query: query as Query, body: body as Body };
  return Object.freeze({ ...rest, ...schemas, status, problems });
}

/** Whether it takes a body at all. */
export function takesBody({ method }: AdminRoute): boolean {
  return method !== 'GET';
}

/** What a handler is asked. */
export interface Asked<Path, Query, Body> {
  readonly path: Path;
  readonly query: Query;
  readonly body: Body;
  /** Who asks, with the body's reason where it has one. */
  readonly acting: Acting;
}

/** What the handler of a route is asked. */
export type AskedOf<Route extends AdminRoute> = Asked<
  z.output<Route['parameters']>,
  z.output<Route['query']>,
  z.output<Route['body']>
>;

/** What the handler of a route gives: the answer, or the stream that it is. */
export type AnswerOf<Route extends AdminRoute> = DeepReadonly<z.input<Route['answer']>> | StreamableFile;

type DeepReadonly<Value> = Value extends readonly (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : Value extends object
    ? { readonly [Member in keyof Value]: DeepReadonly<Value[Member]> }
    : Value;
