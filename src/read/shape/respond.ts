// From shaped records to the answer: envelope, validator, next page. The last stage of a read, pure.
// It must never depend on who asked: the answer may be kept for others.
import { Problem } from '../../problems/problem.js';
import type { Pair } from '../parse/parse-form.js';
import type { ReadAnswer } from '../read-request.js';
import type { Body, BodyWriter } from './body-writer.js';

/** What stands around the records of a page. */
export interface Envelope {
  readonly limit: number;
  readonly next: string | undefined;
  readonly total: number | undefined;
  readonly withheld: number;
  readonly asOf: string | undefined;
}

/** How every page starts. */
export const PAGE_START = '{"data":[';

/** Ends a page. The tag covers everything but asOf, so that a list that did not change keeps it. */
export function respondList(body: BodyWriter, envelope: Envelope, pairs: readonly Pair[]): ReadAnswer {
  const { limit, next, total, withheld, asOf } = envelope;
  body.add(
    `],"page":${JSON.stringify({ limit, next: next ?? null, total, withheld: withheld > 0 ? withheld : undefined })}`,
  );
  const done = bounded(body, `,"asOf":${JSON.stringify(asOf ?? null)}}`);
  const answer = answerOf(done, `W/"${done.digest}"`, asOf);
  return next === undefined ? answer : { ...answer, next: nextQuery(pairs, next) };
}

/** Ends a single record; the tag is strong, as the same record is always written with the same bytes. */
export function respondGet(body: BodyWriter, asOf: string | undefined): ReadAnswer {
  const done = bounded(body, '');
  return answerOf(done, `"${done.digest}"`, asOf);
}

function bounded(body: BodyWriter, tail: string): Body {
  const done = body.finish(tail);
  if (body.tooLarge) throw tooLarge('The answer is larger than the gateway sends.');
  return done;
}

/** The problem of an answer beyond its bounds. */
export function tooLarge(detail: string): Problem {
  return new Problem('answer-too-large', { detail: `${detail} Ask for a smaller page.` });
}

function answerOf({ pieces, bytes }: Body, etag: string, asOf: string | undefined): ReadAnswer {
  return { notModified: false, body: pieces, bytes, etag, ...(asOf === undefined ? {} : { asOf }) };
}

/** The same query with another position. */
function nextQuery(pairs: readonly Pair[], next: string): string {
  const others = pairs.filter(({ name }) => name !== 'after');
  return [...others, { name: 'after', value: next }]
    .map(({ name, value }) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
}
