// The ERP's batch job: looks into the inbox, takes files in, tells of the results, moves files on. Everything that a file
// does is one transaction; whatever comes after it can be done twice, so that a kill at any moment does no harm.
import { noteEffect, noteRefusal } from '../effects/note-effect.js';
import type { ProcedureContext } from '../engine/definition.js';
import { Acknowledger } from './acknowledger.js';
import { lastSequence, noteApplied, noteFinished, refuseRepetition, unfinishedFiles } from './file-log.js';
import type { JobFaults } from './job-faults.js';
import type { JobFolders } from './job-folders.js';
import type { Acknowledged, FileNumber, FileRecord, JobProgram, RecordResult } from '../programs/job-program.js';
import { FileFault, numberOf } from '../programs/job-program.js';
import { newCustomers } from '../programs/new-customers.js';
import { orderAmendments } from '../programs/order-amendments.js';
import { stockCounts } from '../programs/stock-counts.js';

const programs: readonly JobProgram[] = [orderAmendments, newCustomers, stockCounts];

/** What the job has done since it started. */
export interface JobCounters {
  readonly looks: number;
  readonly files: number;
  readonly records: number;
  readonly refusedRecords: number;
  /** Files refused as a whole, newest last. */
  readonly refusedFiles: readonly { readonly name: string; readonly faults: readonly string[] }[];
  /** Files whose number did not follow the one before. They are taken in. */
  readonly outOfSequence: readonly string[];
  readonly acknowledgements: number;
  /** Looks that ended with an error, and what the last one said. */
  readonly failures: number;
  readonly lastFailure: string | null;
}

/** What the job works with. */
export interface JobParts {
  readonly ctx: ProcedureContext;
  readonly folders: JobFolders;
  readonly faults: JobFaults;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/** A file of a program that waits in the inbox. */
interface WaitingFile {
  readonly name: string;
  readonly number: FileNumber;
  readonly program: JobProgram;
}

export class BatchJob {
  readonly #parts: JobParts;
  readonly #acknowledger: Acknowledger;
  #counters = {
    ...{ looks: 0, files: 0, records: 0, refusedRecords: 0, acknowledgements: 0, failures: 0 },
    refusedFiles: [] as { name: string; faults: readonly string[] }[],
    outOfSequence: [] as string[],
    lastFailure: null as string | null,
  };
  #busy: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: JobParts) {
    this.#parts = parts;
    this.#acknowledger = new Acknowledger(parts);
  }

  get counters(): JobCounters {
    return this.#counters;
  }

  /** Looks every `poll` milliseconds from now on, unless it is paused. */
  start(poll: number): void {
    const again = (): void => {
      if (!this.#parts.faults.paused) void this.look().then(plan);
      else plan();
    };
    const plan = (): void => void (this.#timer = setTimeout(again, poll).unref());
    plan();
  }

  /** Looks once, after a look that is under way. Never rejects: what fails is counted and tried again. */
  look(): Promise<void> {
    this.#busy = this.#busy.then(() => this.#look()).catch((error: unknown) => this.#failed(error));
    return this.#busy;
  }

  /** Looks no more; resolves when the look under way is over. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#busy;
    clearTimeout(this.#timer);
  }

  async #look(): Promise<void> {
    this.#counters.looks += 1;
    // First what an earlier look, or an earlier life, did not end: its file must not be taken for a new one.
    await this.#finish();
    for (const file of this.#waiting()) await this.#take(file);
    await this.#finish();
  }

  #waiting(): readonly WaitingFile[] {
    const { folders } = this.#parts;
    return folders.waiting().flatMap((name) => {
      const program = programs.find((each) => each.files.test(name));
      const number = program === undefined ? undefined : numberOf(program, name);
      if (program === undefined || number === undefined) return [];
      return program.waitsForMarker && !folders.isMarked(name) ? [] : [{ name, number, program }];
    });
  }

  async #take(file: WaitingFile): Promise<void> {
    try {
      const records = file.program.read(this.#parts.folders.read(file.name), file.number);
      await this.#parts.ctx.tx(() => this.#apply(file, records));
      this.#counters.files += 1;
    } catch (error) {
      if (!(error instanceof FileFault)) throw error;
      this.#refuse(file.name, error.faults);
    }
  }

  async #apply({ name, number, program }: WaitingFile, records: readonly FileRecord[]): Promise<void> {
    const { ctx, clock } = this.#parts;
    const at = clock();
    await refuseRepetition(ctx, program.name, name, number);
    const last = await lastSequence(ctx, program.name);
    if (last !== undefined && number.sequence !== last + 1) this.#counters.outOfSequence.push(name);
    const results: Acknowledged[] = [];
    for (const record of records) {
      const { line, reference } = record;
      const result = this.#refusalAskedFor(program) ?? (await program.apply(ctx, record, at));
      const asked = { kind: program.effect, at, reference, file: name, line };
      if (result.applied) await noteEffect(ctx, asked, result.key);
      else await noteRefusal(ctx, asked, result.key, result.code);
      results.push({ line, reference, ...result });
    }
    await noteApplied(ctx, { name, program: program.name, results }, number, at);
    this.#counters.records += results.length;
    this.#counters.refusedRecords += results.filter(({ applied }) => !applied).length;
  }

  #refusalAskedFor({ name }: JobProgram): RecordResult | undefined {
    const fault = this.#parts.faults.take('refuseNext', name);
    if (fault === undefined) return undefined;
    return { applied: false, key: '', code: fault.code ?? 'E99', message: fault.message ?? 'Afvist efter ønske' };
  }

  /** The whole file is refused: it goes aside, and a file of errors says why. Nothing of it was applied. */
  #refuse(name: string, faults: readonly string[]): void {
    this.#counters.refusedFiles.push({ name, faults });
    this.#parts.folders.publish(`${name}.ERR`, Buffer.from(faults.map((fault) => `${fault}\r\n`).join('')));
    this.#parts.folders.setAside(name);
  }

  /** Moves applied files to the archive and tells of their results when that is due. */
  async #finish(): Promise<void> {
    for (const file of await unfinishedFiles(this.#parts.ctx)) {
      this.#parts.folders.archive(file.name);
      const program = programs.find(({ name }) => name === file.program);
      if (program === undefined) continue;
      const { written, finished } = this.#acknowledger.tell(file, program);
      this.#counters.acknowledgements += written;
      if (finished) await noteFinished(this.#parts.ctx, file.name);
    }
  }

  #failed(error: unknown): void {
    this.#counters.failures += 1;
    this.#counters.lastFailure = error instanceof Error ? error.message : String(error);
  }
}
