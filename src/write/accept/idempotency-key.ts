// Reads the Idempotency-Key of a write: 1 to 255 visible characters, bare or as a structured-field string.
// It must never accept two different texts as the same key, or guess a key that was not sent.
import { failure, success } from '../../kernel/outcome.js';
import type { Outcome } from '../../kernel/outcome.js';
import type { RequestFault } from '../../problems/problem.js';

/** Name of the header field, as people write it. */
export const IDEMPOTENCY_KEY = 'Idempotency-Key';

const LONGEST = 255;
/** An sf-string of RFC 9651, section 3.3.3, and nothing behind it. */
const QUOTED = /^"((?:[ !#-[\]-~]|\\["\\])*)"$/;
/** What people send without quotes; a quote may not begin it, so the two forms never mix. */
const BARE = /^(?!")[!-~]+$/;

/** The key itself, without quotes and escapes. `fields` are the values of all header fields of that name. */
export function readIdempotencyKey(fields: readonly string[]): Outcome<string, RequestFault> {
  const [field, ...more] = fields;
  if (field === undefined)
    return refuse('is required: make one up for each new request and repeat it with each retry.');
  if (more.length > 0) return refuse('must be sent once.');
  const text = field.trim();
  const key = QUOTED.exec(text)?.[1]?.replace(/\\(["\\])/g, '$1') ?? (BARE.test(text) ? text : undefined);
  if (key === undefined || key.length === 0 || key.length > LONGEST)
    return refuse(`must have 1 to ${LONGEST} visible ASCII characters, bare or in double quotes (RFC 9651).`);
  return success(key);
}

function refuse(sentence: string): Outcome<string, RequestFault> {
  return failure([{ parameter: IDEMPOTENCY_KEY, detail: `${IDEMPOTENCY_KEY} ${sentence}` }]);
}
