// The misbehaviour a test or an operator asks of the batch job. It only says what shall happen.

/** What the job can do wrong; each concerns one file, `refuseNext` one record. */
export const jobFaultKinds = [
  /** The acknowledgement comes `ms` later. */
  'lateAcknowledgements',
  /** Every record stands in it twice. */
  'duplicateAcknowledgements',
  /** The whole file comes again, `ms` later. */
  'repeatAcknowledgements',
  /** Every record stands in it twice, the second time with the other result. */
  'contradictAcknowledgements',
  /** The records stand in it in the opposite order. */
  'reorderedAcknowledgements',
  /** Half of it stands under its name at once, the whole `ms` later. */
  'halfWrittenAcknowledgements',
  /** It never comes. */
  'skipAcknowledgement',
  /** A record that nobody sent stands in it as well. */
  'unknownIdInAcknowledgement',
  /** The record is refused, whatever it asks for. */
  'refuseNext',
] as const;
export type JobFaultKind = (typeof jobFaultKinds)[number];

/** One fault. */
export interface JobFault {
  readonly fault: JobFaultKind;
  /** AMDIN, CUSIN or STKIN; left out: any. */
  readonly program?: string | undefined;
  /** How often; without it, until `clear`. */
  readonly times?: number | undefined;
  /** Milliseconds, where the kind speaks of them; a second when left out. */
  readonly ms?: number | undefined;
  /** Of refuseNext. */
  readonly code?: string | undefined;
  readonly message?: string | undefined;
}

/** The faults of the job, and whether it looks into the inbox at all. */
export class JobFaults {
  paused = false;
  #queue: { readonly fault: JobFault; left: number }[] = [];

  add(fault: JobFault): void {
    this.#queue.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY });
  }

  /** The faults that still wait, in order. */
  list(): readonly JobFault[] {
    return this.#queue.map(({ fault, left }) => (Number.isFinite(left) ? { ...fault, times: left } : fault));
  }

  /** Forgets every fault; the job goes on. */
  clear(): void {
    this.#queue = [];
    this.paused = false;
  }

  /** Takes the first fault of a kind for a program, counting it. */
  take(kind: JobFaultKind, program: string): JobFault | undefined {
    const found = this.#queue.find(
      ({ fault }) => fault.fault === kind && (fault.program === undefined || fault.program === program),
    );
    if (found === undefined) return undefined;
    found.left -= 1;
    if (found.left <= 0) this.#queue = this.#queue.filter((queued) => queued !== found);
    return found.fault;
  }
}
