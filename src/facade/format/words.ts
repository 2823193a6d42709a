// The words a facade definition is made of: names, durations, titles. Every sentence here is shown to authors.
// It must never know where in a file a word stands.
import { z } from 'zod';

/** Names JavaScript objects have from birth; as members of JSON they trip over clients. */
const isInborn = (name: string): boolean => name in {};

const lowerWords = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const camelCase = /^[a-z][A-Za-z0-9]{0,63}$/;

/** Systems, sources, channels, plans: lower-case words joined by hyphens. */
export const wordName = z
  .string()
  .max(64)
  .regex(lowerWords, 'must be lower-case words joined by hyphens, such as "contoso" or "price-service".')
  .refine((name) => !isInborn(name), 'is a name every JavaScript object has: choose another.');

/** A resource: plural, the path segment in the API. */
export const resourceName = z
  .string()
  .max(64)
  .regex(lowerWords, 'must be lower-case words joined by hyphens, such as "orders" or "stock-levels".')
  .refine((name) => !isInborn(name), 'is a name every JavaScript object has: choose another.');

/** A field or child list: camelCase. */
export const fieldName = z
  .string()
  .regex(camelCase, 'must be camelCase with letters and digits, such as "customerId", at most 64 characters.')
  .refine((name) => !isInborn(name), 'is a name every JavaScript object has: choose another.');

/** A version: `v1`. */
export const versionName = z.string().regex(/^v[1-9]\d{0,3}$/, 'must be "v" and a number, such as "v1".');

/** A view at the ERP: schema and name. */
export const viewName = z
  .string()
  .max(257)
  .regex(
    /^[^.\s[\]"]+\.[^[\]"]+$/,
    'must be schema and name with a point between and no brackets, such as "api.Parcels".',
  );

/** A column at the ERP, without brackets or quotes. */
export const columnName = z
  .string()
  .max(128)
  .regex(/^[^[\]"\p{Cc}]+$/u, 'must be the name of a column without brackets or quotes.');

/** A parameter at the ERP, without the at sign. */
export const parameterName = z
  .string()
  .max(128)
  .regex(/^[^@\s[\]"\p{Cc}][^\s[\]"\p{Cc}]*$/u, 'must be the name of a parameter without the @, such as "OrdNo".');

/** A legacy code exactly as the ERP stores it, without padding. Always quoted in YAML. */
export const legacyCode = z.string().max(256);

/** The canonical word of an enum. */
export const enumWord = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/, 'must be a word that starts with a letter, such as "open" or "onHold".');

/** `250ms`, `5s`, `1m`, `3h`. */
export const duration = z
  .string()
  .regex(/^\d{1,7}(ms|s|m|h)$/, 'must be a whole number and ms, s, m or h, such as "250ms", "5s", "1m" or "3h".');

/** A day, `2026-12-01`. */
export const day = z.string().regex(/^\d{4}-\d\d-\d\d$/, 'must be a day such as 2026-12-01.');

/** A zone of the IANA database. */
export const timezone = z.string().max(64).describe('IANA time zone, such as Europe/Copenhagen');

/** One line for people. */
export const title = z.string().min(1).max(120).describe('A short name for people; shown in the API document');

/** Some sentences for people. */
export const description = z
  .string()
  .min(1)
  .max(4000)
  .describe('Some sentences for people; Markdown; shown in the API document');
