// Reads how long a caller would wait for a write to be done (RFC 7240). A preference that cannot be read is ignored, as
// the RFC asks. It must never wait longer than the bound.

/** Longest wait in seconds. */
export const LONGEST_WAIT_SECONDS = 30;

const WAIT = /^wait\s*=\s*(?:"(\d{1,6})"|(\d{1,6}))\s*$/i;

/** Seconds to wait, 1 to 30; undefined when the caller does not want to. The first of several counts (section 2). */
export function readWait(prefer: string | string[] | undefined): number | undefined {
  const preferences = [prefer ?? []].flat().join(',').split(',');
  for (const preference of preferences) {
    const [, quoted, bare] = WAIT.exec(preference.split(';')[0]?.trim() ?? '') ?? [];
    const seconds = Number(quoted ?? bare ?? NaN);
    if (!Number.isNaN(seconds)) return seconds === 0 ? undefined : Math.min(seconds, LONGEST_WAIT_SECONDS);
  }
  return undefined;
}
