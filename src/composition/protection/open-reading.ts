// The reading side of a running gateway: the path to the sources, and the memory in front of it.
// It must never keep anything beyond the process.
import type { Catalogue } from '../../facade/catalogue.js';
import type { Clock } from '../../kernel/clock.js';
import type { AnswerCache } from '../../protection/cache/answer-cache.js';
import type { OpenHours } from '../../protection/calendar/open-hours.js';
import { CachedReads } from '../../read/cache/cached-reads.js';
import type { KeptRead } from '../../read/cache/kept-read.js';
import { ReadPath } from '../../read/read-path.js';
import type { Settings } from '../../settings/settings.js';
import type { LegacySide } from '../legacy/legacy-side.js';

/** What it is made of. */
export interface ReadingParts {
  readonly settings: Settings;
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  /** Secret of page cursors. */
  readonly cursorKey: Uint8Array;
  readonly cache: AnswerCache<KeptRead>;
  readonly legacy: LegacySide;
  readonly hours: Pick<OpenHours, 'readsClosed'>;
}

/** Both ways to read. */
export interface Reading {
  /** Asks the sources every time: for whoever has to know how things are now. */
  readonly path: ReadPath;
  /** For callers. */
  readonly reads: CachedReads;
}

/** Makes both. */
export function openReading({ settings, catalogue, clock, cursorKey, cache, legacy, hours }: ReadingParts): Reading {
  const { BANYAN_MAX_ANSWER_BYTES: maxBytes, BANYAN_MAX_ANSWER_ROWS: maxRows } = settings;
  const path = new ReadPath(catalogue, legacy, { cursorKey, maxBytes, maxRows });
  const readsClosed = (now: number) => hours.readsClosed(now);
  return { path, reads: new CachedReads({ path, cache, clock, limits: catalogue.lanes, readsClosed }) };
}
