// Reads what operators ask of the calendar. It must never take a time without a zone for one.
import { z } from 'zod';
import type { Decider } from '../../audit/decider.js';
import { DECIDER, parsed } from '../requests.js';

const UNIT_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const DURATION = /^(\d{1,6})([smhd])$/;
const UNTIL = 'Expected how long, such as 30m or 2h, or a time with its zone, such as 2026-12-01T04:00:00Z.';

const until = z
  .string(UNTIL)
  .refine((text) => DURATION.test(text) || z.iso.datetime({ offset: true }).safeParse(text).success, UNTIL);
const channel = z.string().min(1).max(64).optional();
const opening = z.strictObject({ ...DECIDER, until, channel });
const closing = z.strictObject({ ...DECIDER, channel });

/** A decision about the calendar: what it is about, and who makes it. */
export interface AskedScope {
  readonly scope: { readonly channel?: string | undefined };
  readonly decider: Decider;
}

/** The body of an opening; `now` and `until` are epoch milliseconds. */
export function readOpening(given: unknown, now: number): AskedScope & { readonly until: number } {
  const { by, reason, channel: named, until: text } = parsed(opening, given, 'pointer');
  const [, count, unit = ''] = DURATION.exec(text) ?? [];
  const end = count === undefined ? Date.parse(text) : now + Number(count) * (UNIT_MS[unit] ?? 0);
  return { scope: { channel: named }, decider: { by, reason }, until: end };
}

/** The body of a closing. */
export function readClosing(given: unknown): AskedScope {
  const { by, reason, channel: named } = parsed(closing, given, 'pointer');
  return { scope: { channel: named }, decider: { by, reason } };
}
