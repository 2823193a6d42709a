// The records of one answer, from rows to JSON text, with or without children.
// It must never hold a record longer than its children make necessary.
import type { LegacyRow } from '../../legacy/legacy-value.js';
import type { RowsRead } from '../plan/plan-read.js';
import type { BodyWriter } from './body-writer.js';
import { ChildLists } from './child-lists.js';
import { LeftOut, shapeRow } from './shape-row.js';
import type { ReportMisfit } from './shape-row.js';

/** A record that waits for its children. */
interface Waiting {
  readonly text: string;
  /** One per kind of children. */
  readonly names: readonly string[];
}

/** Shapes rows as they arrive and writes them into the body, separated by commas. */
export class Records {
  readonly plan: RowsRead;
  readonly #body: BodyWriter;
  readonly #report: ReportMisfit;
  readonly #waiting: Waiting[] = [];
  readonly children: readonly ChildLists[];
  #written = 0;
  readonly #leftOut: LeftOut[] = [];

  constructor(plan: RowsRead, body: BodyWriter, report: ReportMisfit) {
    this.plan = plan;
    this.#body = body;
    this.#report = report;
    this.children = plan.selection.children.map((child) => new ChildLists(child, report));
  }

  /** Records in the body. */
  get written(): number {
    return this.#written;
  }

  /** Records that are not shown, one entry each. */
  get leftOut(): readonly LeftOut[] {
    return this.#leftOut;
  }

  add(row: LegacyRow): void {
    const text = shapeRow(this.plan.selection.slots, row, this.#report);
    if (text instanceof LeftOut) this.#leftOut.push(text);
    else if (this.children.length === 0) this.#write(`${text}}`);
    else this.#waiting.push({ text, names: this.children.map((list, index) => list.expect(this.#match(row, index))) });
  }

  /** Writes the records that waited; to be called once all children are there. */
  finish(): void {
    for (const { text, names } of this.#waiting) {
      const members = this.children.map((list, index) => list.member(names[index] ?? ''));
      const leftOut = members.filter((member) => member instanceof LeftOut);
      const texts = members.filter((member) => typeof member === 'string');
      if (leftOut.length === 0) this.#write(`${text}${texts.join('')}}`);
      else this.#leftOut.push(leftOut.includes(LeftOut.refused) ? LeftOut.refused : LeftOut.skipped);
    }
    this.#waiting.length = 0;
  }

  #match(row: LegacyRow, child: number): LegacyRow {
    return (this.plan.matchAt[child] ?? []).map((position) => row[position] ?? null);
  }

  #write(text: string): void {
    this.#body.add(this.#written === 0 ? text : `,${text}`);
    this.#written += 1;
  }
}
