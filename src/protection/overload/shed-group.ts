// Whom an overloaded gateway refuses, least important first. Health and administration are in no group: never refused.
import type { SheddedGroup, Shortage } from '../../observability/observation-of-limits.js';

/**
 * documents: whoever reads about the API. strangers: whoever still has to prove who it is, by asking for a token or with
 * one that was not seen before. bulk: clients of a bulk plan. reads: what no kept answer serves. writes: everything else.
 */
export const SHED_ORDER = ['documents', 'strangers', 'bulk', 'reads', 'writes'] as const satisfies SheddedGroup[];

export type ShedGroup = (typeof SHED_ORDER)[number];

/** What can run short. */
export type OverloadReason = Shortage;
