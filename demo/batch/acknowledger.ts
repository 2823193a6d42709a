// Writes the files that acknowledge, each as its plan says. What is planned is forgotten in a kill: after it every file is
// acknowledged whole and at once, as a careful operator would see to.
import type { AcknowledgementPlan } from './acknowledgement-plan.js';
import { planAcknowledgement } from './acknowledgement-plan.js';
import type { UnfinishedFile } from './file-log.js';
import type { JobFaults } from './job-faults.js';
import type { JobFolders } from './job-folders.js';
import type { JobProgram } from '../programs/job-program.js';
import { numberOf } from '../programs/job-program.js';

/** What it works with. */
export interface AcknowledgerParts {
  readonly folders: JobFolders;
  readonly faults: JobFaults;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/** What was written now, whole files only, and whether nothing is left to write. */
export interface Told {
  readonly written: number;
  readonly finished: boolean;
}

export class Acknowledger {
  readonly #plans = new Map<string, { plan: AcknowledgementPlan; next: number }>();

  constructor(private readonly parts: AcknowledgerParts) {}

  /** Writes what is due. */
  tell(file: UnfinishedFile, program: JobProgram): Told {
    const { faults, clock } = this.parts;
    const { name, results } = file;
    const fresh = (): AcknowledgementPlan => planAcknowledgement(results, program.name, faults, clock());
    const state = this.#plans.get(name) ?? { plan: fresh(), next: 0 };
    this.#plans.set(name, state);
    const due = state.plan.writes.slice(state.next).filter((write) => write.due <= clock());
    for (const { half } of due) this.#write(file, program, { said: state.plan.results, half });
    state.next += due.length;
    const finished = state.next === state.plan.writes.length;
    if (finished) this.#plans.delete(name);
    return { written: due.filter(({ half }) => !half).length, finished };
  }

  #write(
    { name }: UnfinishedFile,
    program: JobProgram,
    { said, half }: { readonly said: AcknowledgementPlan['results']; readonly half: boolean },
  ): void {
    const number = numberOf(program, name);
    if (number === undefined) return;
    const { folders } = this.parts;
    const bytes = program.acknowledge(said, name);
    if (!half) folders.publish(program.acknowledgementName(number), bytes);
    else folders.publishCarelessly(program.acknowledgementName(number), bytes.subarray(0, Math.ceil(bytes.length / 2)));
  }
}
