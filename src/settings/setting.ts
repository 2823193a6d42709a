// The kinds of setting there are: how their text is read and what is said when it does not fit.
// It must never read the environment; read-settings.ts does.
import { z } from 'zod';
import { durationMs } from '../kernel/duration.js';

/** One setting: everything a person needs to know about it, once. */
export interface Setting<Value> {
  /** Reads the text; its error message completes the sentence "expected …". */
  readonly schema: z.ZodType<Value, string>;
  /** What a person would have to write, for the reference: `1 to 65535`. */
  readonly expected: string;
  /** Text used when the setting is absent; undefined means there is none and the value is undefined. */
  readonly fallback: string | undefined;
  /** One sentence for the reference. */
  readonly sentence: string;
}

interface About {
  readonly fallback: string;
  readonly sentence: string;
}

/** A required-shape text setting. */
export function text(about: About): Setting<string> {
  const expected = 'a text that is not empty';
  return { ...about, expected, schema: z.string().min(1, expected) };
}

/** One of a closed list of words. */
export function choice<const Word extends string>(words: readonly Word[], about: About): Setting<Word> {
  const expected = `one of ${words.join(', ')}`;
  return { ...about, expected, schema: z.enum(words as readonly [Word, ...Word[]], expected) };
}

/** A comma-separated list; empty text is the empty list. */
export function list(about: About): Setting<readonly string[]> {
  const split = (value: string): string[] => value.split(',').map((part) => part.trim());
  const schema = z.string().transform((value) => (value.trim() === '' ? [] : split(value)));
  return { ...about, expected: 'a comma-separated list', schema };
}

/** A comma-separated list of words out of a closed list. */
export function choices<const Word extends string>(words: readonly Word[], about: About): Setting<readonly Word[]> {
  const expected = `a comma-separated list of ${words.join(', ')}`;
  const isWord = (part: string): part is Word => (words as readonly string[]).includes(part);
  const schema = list(about).schema.refine((parts) => parts.length > 0 && parts.every(isWord), expected);
  return { ...about, expected, schema: schema as unknown as z.ZodType<readonly Word[], string> };
}

const HOST = /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\])(?::\d{1,5})?$/;

/** A comma-separated list of hosts, in small letters as addresses have them. */
export function hosts(about: About): Setting<readonly string[]> {
  const expected = 'a comma-separated list of hosts such as keys.example.com or keys.example.com:8443';
  const lower = list(about).schema.transform((parts) => parts.map((part) => part.toLowerCase()));
  const schema = lower.refine((parts) => parts.every((part) => HOST.test(part)), expected);
  return { ...about, expected, schema: schema };
}

/** A whole number in bounds, both included. */
export function integer(min: number, max: number, about: About): Setting<number> {
  const expected = `a whole number from ${min} to ${max}`;
  const schema = z
    .string()
    .regex(/^\d{1,15}$/, expected)
    .transform(Number)
    .refine((value) => value >= min && value <= max, expected);
  return { ...about, expected, schema };
}

/** `on` or `off`. */
export function flag(about: About): Setting<boolean> {
  const expected = 'on or off';
  return { ...about, expected, schema: z.enum(['on', 'off'], expected).transform((word) => word === 'on') };
}

/** A duration such as `250ms`, `30s`, `10m` or `1h`; the value is milliseconds, in bounds, both included. */
export function duration(min: string, max: string, about: About): Setting<number> {
  const examples = max.endsWith('d') ? '12h or 30d' : '250ms, 30s, 10m or 1h';
  const expected = `a duration from ${min} to ${max}, such as ${examples}`;
  const schema = z
    .string()
    .transform(milliseconds)
    .refine((value) => value >= milliseconds(min) && value <= milliseconds(max), expected);
  return { ...about, expected, schema };
}

/** A duration, or `never`, which reads as undefined. */
export function durationOrNever(min: string, max: string, about: About): Setting<number | undefined> {
  const { schema, expected } = duration(min, max, about);
  const orNever = `${expected}, or never`;
  const never = z.literal('never', orNever).transform(() => undefined);
  return { ...about, expected: orNever, schema: z.union([never, schema], orNever) };
}

/** NaN, which is in no bounds, where it is no duration. */
function milliseconds(value: string): number {
  return durationMs(value) ?? NaN;
}

/** The path of a file that may be absent from the settings. */
export function optionalPath(about: Omit<About, 'fallback'>): Setting<string | undefined> {
  const expected = 'the path of a file';
  return { ...about, fallback: undefined, expected, schema: z.string().min(1, expected) };
}

/** An http or https address that may be absent; the value has no trailing slash. */
export function optionalUrl(about: Omit<About, 'fallback'>): Setting<string | undefined> {
  const expected = 'an address such as https://api.example.com, without a path';
  const schema = z
    .string()
    .regex(/^https?:\/\/[^/?#\s]+\/?$/, expected)
    .transform((value) => value.replace(/\/$/, ''));
  return { ...about, fallback: undefined, expected, schema };
}

/** An http or https address that may be absent, with whatever path it needs; user and password do not belong in it. */
export function optionalAddress(about: Omit<About, 'fallback'>): Setting<string | undefined> {
  const expected = 'an http or https address without user and password';
  const schema = z.string().regex(/^https?:\/\/[^/?#@\s]+(?:[/?]\S*)?$/, expected);
  return { ...about, fallback: undefined, expected, schema: schema.refine((value) => URL.canParse(value), expected) };
}
