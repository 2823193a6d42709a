// One answer as one caller gets it. It must never send a body to a caller whose copy still holds.
import type { CacheUse, ReadAnswer } from './read-request.js';
import { matchesAny } from './shape/entity-tags.js';

/** The whole answer, or that the caller's copy still holds. One without a body shows nothing, sensitive or not. */
export function presentAnswer(answer: ReadAnswer, ifNoneMatch: string | undefined, cache?: CacheUse): ReadAnswer {
  const isHeld = ifNoneMatch !== undefined && matchesAny(ifNoneMatch, answer.etag);
  if (isHeld) return withoutBody(answer, cache);
  return cache === undefined ? answer : { ...answer, cache };
}

function withoutBody({ etag, version, asOf, next }: ReadAnswer, cache: CacheUse | undefined): ReadAnswer {
  return {
    notModified: true,
    body: [],
    bytes: 0,
    etag,
    ...(version !== undefined && { version }),
    ...(asOf !== undefined && { asOf }),
    ...(next !== undefined && { next }),
    ...(cache !== undefined && { cache }),
  };
}
