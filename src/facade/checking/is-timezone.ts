// Whether a text names a zone of the IANA database. It must never accept an offset: offsets know no daylight saving.

/** True for `Europe/Copenhagen` and `UTC`; false for `+01:00` and unknown names. */
export function isTimezone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The sentence for a zone that does not exist. */
export const TIMEZONE_EXPECTED = 'must be a zone of the IANA database, such as Europe/Copenhagen or UTC.';
