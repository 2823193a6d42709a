// Times short enough to step through, in milliseconds.

export const TIMES = { leaseMs: 30_000, graceMs: 5_000, pollMs: 1_000 };
export const VERIFY = { firstBackoffMs: 1_000, longestBackoffMs: 4_000, giveUpMs: 60_000, skewMs: 2_000 };
export const DROP_TIMES = {
  acknowledgementPollMs: 1_000,
  readMs: 10_000,
  patienceMs: 10_000,
  secondLookMs: 3_000,
  longestAskMs: 8_000,
  unacknowledgedMs: 120_000,
};
