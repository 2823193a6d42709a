// The read path, whole: parse -> plan -> fetch -> shape -> respond. Only fetching awaits the outside.
// It must never throw anything but a Problem, nor answer from anything but the source.
import type { LaneLimits } from '../facade/binding.js';
import type { Catalogue } from '../facade/catalogue.js';
import type { LegacyRow, LegacyValue } from '../legacy/legacy-value.js';
import { versionText } from '../legacy/row-version.js';
import type { CountPlan } from '../legacy/read-plan.js';
import { Problem } from '../problems/problem.js';
import { CursorSeal } from './cursor.js';
import { Fetch } from './fetch.js';
import { misfitReporter } from './shape/misfit-reporter.js';
import { planChildren } from './plan/plan-read.js';
import type { ListPlan, RowsRead } from './plan/plan-read.js';
import { planQuestion } from './plan/planned-read.js';
import type { PlannedGet, PlannedList, PlannedRead } from './plan/planned-read.js';
import type { PreparedRead } from './plan/prepared-read.js';
import { PreparedReads } from './plan/prepared-reads.js';
import { presentAnswer } from './present-answer.js';
import type { ReadOutside } from './read-outside.js';
import type { Asker, ReadAnswer, ReadQuestion, ReadRequest } from './read-request.js';
import { BodyWriter } from './shape/body-writer.js';
import { Records } from './shape/records.js';
import { PAGE_START, respondGet, respondList, tooLarge } from './shape/respond.js';
import { withSensitiveContent } from './shape/sensitive-content.js';
import { LeftOut } from './shape/shape-row.js';

/** Bounds of an answer, and the secret of cursors. */
export interface ReadSettings {
  /** At least 32 bytes; the same on every instance, or pages cannot be continued on another. */
  readonly cursorKey: Uint8Array;
  /** Most bytes of one answer. */
  readonly maxBytes: number;
  /** Most rows of one answer, children included. */
  readonly maxRows: number;
}

/** Serves every read of a catalogue. Built once; everything that can be worked out without a request is. */
export class ReadPath {
  readonly #reads: PreparedReads;
  readonly #limits: ReadonlyMap<string, LaneLimits>;
  readonly #seal: CursorSeal;

  /** Throws UnusableBinding for a catalogue that cannot be served, RangeError for a bad setting. */
  constructor(
    catalogue: Catalogue,
    readonly outside: ReadOutside,
    readonly settings: ReadSettings,
  ) {
    this.#reads = new PreparedReads(catalogue);
    this.#limits = catalogue.lanes;
    this.#seal = new CursorSeal(settings.cursorKey);
  }

  /** Answers one read, or throws a Problem. A missing record and a hidden one give the same problem. */
  async serve(request: ReadRequest): Promise<ReadAnswer> {
    return presentAnswer(await this.run(this.plan(request), request), request.ifNoneMatch);
  }

  /** Understands a question without asking anybody, or throws a Problem. */
  plan(question: ReadQuestion): PlannedRead {
    return orInternal(() => planQuestion(this.#reads.of(question.version, question.operation), this.#seal, question));
  }

  /** Asks the source, for whomever: gives back the whole answer, or throws a Problem. */
  async run(planned: PlannedRead, asker: Asker): Promise<ReadAnswer> {
    try {
      return await (planned.kind === 'list' ? this.#list(planned, asker) : this.#get(planned, asker));
    } catch (error) {
      throw asProblem(error);
    }
  }

  async #list({ read, asked, plan, bound }: PlannedList, asker: Asker): Promise<ReadAnswer> {
    using fetch = this.#fetch(read, asker);
    const asOf = await fetch.asOf();
    const body = new BodyWriter(this.settings.maxBytes);
    body.add(PAGE_START);
    const records = new Records(plan, body, misfitReporter(read, this.outside.observe));
    const end = await this.#page(fetch, plan, records);
    await this.#children(fetch, read, records);
    const total = plan.count === undefined ? undefined : await count(fetch, plan, plan.count);
    const next = end === undefined ? undefined : this.#seal.seal(bound, end);
    const envelope = { limit: plan.limit, next, total, withheld: records.leftOut.length, asOf };
    return withSensitiveContent(respondList(body, envelope, asked.pairs), read, records, asked);
  }

  async #get({ read, plan, key }: PlannedGet, asker: Asker): Promise<ReadAnswer> {
    if (plan.impossible) throw new Problem('not-found');
    using fetch = this.#fetch(read, asker);
    const asOf = await fetch.asOf();
    const found: LegacyRow[] = [];
    await fetch.rows(plan.rows, (row) => found.push(row));
    const [row] = found;
    if (row === undefined) throw new Problem('not-found');
    const body = new BodyWriter(this.settings.maxBytes, versionSeed(plan, row));
    const records = new Records(plan, body, misfitReporter(read, this.outside.observe));
    records.add(row);
    await this.#children(fetch, read, records);
    if (records.leftOut.length > 0)
      throw new Problem(records.leftOut[0] === LeftOut.refused ? 'record-unusable' : 'not-found');
    const version = versionText(versionOf(plan, row));
    const answer = withSensitiveContent(respondGet(body, asOf), read, records, { key });
    return { ...answer, ...(version !== undefined && { version }) };
  }

  #fetch(read: PreparedRead, asker: Asker): Fetch {
    const { source } = read.binding;
    const limits = this.#limits.get(source);
    if (limits === undefined) throw new RangeError(`source ${source} has no limits`);
    return new Fetch(source, this.outside, limits, asker);
  }

  /** Reads one page; gives back the position of its last row when there are more. */
  async #page(fetch: Fetch, plan: ListPlan, records: Records): Promise<readonly LegacyValue[] | undefined> {
    if (plan.impossible) return undefined;
    let rows = 0;
    let last: readonly LegacyValue[] | undefined;
    await fetch.rows(plan.rows, (row) => {
      rows += 1;
      if (rows <= plan.limit) records.add(row);
      if (rows === plan.limit) last = plan.orderAt.map((position) => row[position] ?? null);
    });
    return rows > plan.limit ? last : undefined;
  }

  /** One statement more for each kind of children, for all records together. */
  async #children(fetch: Fetch, read: PreparedRead, records: Records): Promise<void> {
    let room = this.settings.maxRows - records.written;
    for (const [index, list] of records.children.entries()) {
      const prepared = records.plan.selection.children[index];
      if (prepared === undefined || list.parents.length === 0) continue;
      await fetch.rows(planChildren(read, prepared, list.parents), (row) => {
        room -= 1;
        if (room >= 0) list.add(row);
      });
      if (room < 0) throw tooLarge('The records of this page have more parts than the gateway sends.');
    }
    records.finish();
  }
}

function orInternal<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw asProblem(error);
  }
}

function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem('internal-error', { internal: 'reading failed', cause: error });
}

async function count(fetch: Fetch, plan: ListPlan, countPlan: CountPlan): Promise<number> {
  let total = 0;
  const keep = ([value]: LegacyRow): void => {
    total = Number(value);
  };
  if (!plan.impossible) await fetch.rows(countPlan, keep);
  return total;
}

/** The version column tells two states apart even where nothing that is shown differs. */
function versionSeed(plan: RowsRead, row: LegacyRow): Uint8Array | undefined {
  const version = versionOf(plan, row);
  return version === null || version instanceof Uint8Array ? (version ?? undefined) : Buffer.from(String(version));
}

function versionOf({ versionAt }: RowsRead, row: LegacyRow): LegacyValue {
  return versionAt === undefined ? null : (row[versionAt] ?? null);
}
