// Whether a text is a day of the calendar. It must never accept 31 February.

/** True for `2026-01-31`; false for `2026-02-31` and for everything that is written differently. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
