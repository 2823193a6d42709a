// Words that the schemas of many routes are made of. Each has its bounds, so that the document can promise them.
import { z } from 'zod';
import { LONGEST_REASON, reasonFault } from '../../audit/decider.js';

/** Most entries of a page. */
export const MOST_ENTRIES = 500;
/** Most steps of a history, members of a file and so on: more than there can be. */
export const MANY = 100_000;
const UNSEEN_FREE = '^[^\\p{Cc}\\p{Cf}]*$';
const ANY_TEXT = '^[\\s\\S]*$';

/** A text that is shown, of a length that is never passed. */
export function text(maxLength: number, description: string, pattern = ANY_TEXT): z.ZodString {
  return z.string().meta({ maxLength, pattern, description });
}

/** A word of the gateway. */
export function word(description: string, example?: string): z.ZodString {
  const examples = example === undefined ? {} : { examples: [example] };
  return z.string().meta({ maxLength: 256, pattern: '^[^\\s]*$', description, ...examples });
}

/** Id of a client or an administrator. */
export const clientId = z
  .string()
  .meta({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$', examples: ['web-shop'] });

/** A ULID. */
export const ulid = z
  .string()
  .length(26, 'Expected an id of 26 characters.')
  .meta({ pattern: '^[0-7][0-9A-HJKMNP-TV-Z]{25}$', examples: ['01JD5Y6Q7R8S9T0V1W2X3Y4Z5A'] });

/** A moment that is shown: RFC 3339. */
export function moment(description: string): z.ZodString {
  return z.string().meta({ format: 'date-time', maxLength: 40, description, examples: ['2026-12-01T08:30:00.000Z'] });
}

/** A whole number that is shown. */
export function count(description: string, maximum = Number.MAX_SAFE_INTEGER): z.ZodInt {
  const format = maximum > 2 ** 31 - 1 ? 'int64' : 'int32';
  return z.int().meta({ format, minimum: 0, maximum, description });
}

/** Plain JSON. */
export const json = z.unknown();

/** Why a decision is made; kept in the audit trail. */
export const reason = z
  .string({ error: () => reasonFault(undefined) })
  .superRefine((given, context) => {
    const fault = reasonFault(given);
    if (fault !== undefined) context.addIssue(fault);
  })
  .meta({
    ...{ minLength: 1, maxLength: LONGEST_REASON, pattern: UNSEEN_FREE, examples: ['asked for by the owner'] },
    description: 'Why; kept in the audit trail, so it must not repeat what was sent.',
  });

/** Entries of a page. */
export const limit = z.coerce
  .number<string>()
  .int()
  .min(1)
  .max(MOST_ENTRIES)
  .default(50)
  .meta({ format: 'int32', description: 'Most entries of the page.' });

/** Where the next page begins. */
export function after(description: string): z.ZodString {
  const bounds = { minLength: 1, maxLength: 128, pattern: '^[A-Za-z0-9._-]+$' };
  return z
    .string()
    .max(128)
    .meta({ ...bounds, description });
}

/** A query parameter that may be repeated. */
export function several<Item extends z.ZodType>(item: Item, description: string) {
  const wrapped = (given: unknown): unknown => (given === undefined || Array.isArray(given) ? given : [given]);
  return z.preprocess(wrapped, z.array(item).max(50)).exactOptional().meta({ description });
}

/** Parameters of an address that names a client. */
export const ofClient = z.object({ id: clientId });
