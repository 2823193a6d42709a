// How and when an acknowledgement is to be written: once, whole and at once, unless faults ask for something else.
import type { Acknowledged } from '../programs/job-program.js';
import type { JobFaultKind, JobFaults } from './job-faults.js';

/** One time that it is written. */
export interface PlannedWrite {
  /** Milliseconds since 1970. */
  readonly due: number;
  readonly half: boolean;
}

/** What it says, and when. */
export interface AcknowledgementPlan {
  readonly results: readonly Acknowledged[];
  readonly writes: readonly PlannedWrite[];
}

/** A reference that no caller has: the largest there is. */
const unknownReference = '7ZZZZZZZZZZZZZZZZZZZZZZZZZ';
const whenNotSaid = 1000;

/** Takes the faults that concern it. `now` in milliseconds since 1970. */
export function planAcknowledgement(
  results: readonly Acknowledged[],
  program: string,
  faults: JobFaults,
  now: number,
): AcknowledgementPlan {
  const wanted = (kind: JobFaultKind): number | undefined => {
    const fault = faults.take(kind, program);
    return fault === undefined ? undefined : (fault.ms ?? whenNotSaid);
  };
  const skipped = wanted('skipAcknowledgement') !== undefined;
  const due = now + (wanted('lateAcknowledgements') ?? 0);
  const half = wanted('halfWrittenAcknowledgements');
  const again = wanted('repeatAcknowledgements');
  const whole = due + (half ?? 0);
  const writes = [
    ...(half === undefined ? [] : [{ due, half: true }]),
    { due: whole, half: false },
    ...(again === undefined ? [] : [{ due: whole + again, half: false }]),
  ];
  return { results: distort(results, wanted), writes: skipped ? [] : writes };
}

function distort(
  results: readonly Acknowledged[],
  wanted: (kind: JobFaultKind) => number | undefined,
): readonly Acknowledged[] {
  let said = results;
  if (wanted('duplicateAcknowledgements') !== undefined) said = said.flatMap((result) => [result, result]);
  if (wanted('contradictAcknowledgements') !== undefined) said = said.flatMap((result) => [result, opposite(result)]);
  if (wanted('reorderedAcknowledgements') !== undefined) said = said.toReversed();
  if (wanted('unknownIdInAcknowledgement') !== undefined) said = [...said, stranger(results)];
  return said;
}

function opposite(result: Acknowledged): Acknowledged {
  const { line, reference, key } = result;
  if (!result.applied) return { line, reference, key, applied: true };
  return { line, reference, key, applied: false, code: 'E99', message: 'Modsagt' };
}

function stranger(results: readonly Acknowledged[]): Acknowledged {
  const line = Math.max(0, ...results.map((result) => result.line)) + 1;
  return { line, reference: unknownReference, key: 'C99999', applied: true };
}
