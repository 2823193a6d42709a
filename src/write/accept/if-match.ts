// Reads the condition of a write, If-Match (RFC 9110, section 13.1.1), and compares it as the RFC has it: strongly.
// It must never take a weak tag for a strong one, nor read half of a field that is not well-formed.
import { failure, success } from '../../kernel/outcome.js';
import type { Outcome } from '../../kernel/outcome.js';
import type { RequestFault } from '../../problems/problem.js';

/** Name of the header field, as people write it. */
export const IF_MATCH = 'If-Match';

/** What must be true of the record: it is there at all, or as one of these strong tags (with their quotes) says. */
export type Condition =
  { readonly kind: 'exists' } | { readonly kind: 'one-of'; readonly tags: readonly string[]; readonly weak: number };

/** Tags of one field; nobody has seen that many versions of a record. */
const MOST_TAGS = 50;
const TAG = String.raw`(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"`;
/** A list may have empty elements (RFC 9110, section 5.6.1.2), but a comma or the end must follow each tag. */
const LIST = new RegExp(String.raw`^(?:[ \t,]*${TAG}(?=[ \t]*(?:,|$)))+[ \t,]*$`);
const EACH = new RegExp(TAG, 'g');

/** The condition; undefined when the field was not sent. Several field lines come joined by commas. */
export function readIfMatch(field: string | undefined): Outcome<Condition | undefined, RequestFault> {
  if (field === undefined) return success(undefined);
  if (field.trim() === '*') return success({ kind: 'exists' });
  const tags = LIST.test(field) ? (field.match(EACH) ?? []) : [];
  if (tags.length === 0 || tags.length > MOST_TAGS) return failure([MALFORMED]);
  const strong = tags.filter((tag) => !tag.startsWith('W/'));
  return success({ kind: 'one-of', tags: strong, weak: tags.length - strong.length });
}

const MALFORMED: RequestFault = {
  parameter: IF_MATCH,
  detail: `Expected * or entity tags in double quotes, with commas between them, at most ${MOST_TAGS}.`,
};
