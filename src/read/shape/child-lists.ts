// The children of the records of one answer: gathers whom to ask for, takes the rows, gives each parent its own.
// It must never give a parent a part of its children as if it were all of them.
import type { LegacyRow, LegacyValue } from '../../legacy/legacy-value.js';
import { trimBlanks } from '../../legacy/codecs/column-type.js';
import type { PreparedChild } from '../plan/prepared-read.js';
import { LeftOut, shapeRow } from './shape-row.js';
import type { ReportMisfit } from './shape-row.js';

/** The children of one parent so far. */
interface Bucket {
  text: string;
  rows: number;
  leftOut: LeftOut | undefined;
}

/** All lists of one kind of children. */
export class ChildLists {
  readonly #prepared: PreparedChild;
  readonly #report: ReportMisfit;
  readonly #buckets = new Map<string, Bucket>();
  readonly #parents: (readonly LegacyValue[])[] = [];

  constructor(prepared: PreparedChild, report: ReportMisfit) {
    this.#prepared = prepared;
    this.#report = report;
  }

  /** One tuple per parent that may have children, each once. */
  get parents(): readonly (readonly LegacyValue[])[] {
    return this.#parents;
  }

  /** Expects the children of a parent; gives back the name under which to ask for them. */
  expect(match: readonly LegacyValue[]): string {
    const name = nameOf(match);
    // NULL equals nothing, so such a parent has no children to ask for.
    if (match.includes(null) || this.#buckets.has(name)) return name;
    this.#buckets.set(name, { text: '', rows: 0, leftOut: undefined });
    this.#parents.push(match);
    return name;
  }

  /** Takes one row of the statement; rows of one parent come in their order. */
  add(row: LegacyRow): void {
    const { matchAt, slots, child } = this.#prepared;
    const bucket = this.#bucket(nameOf(matchAt.map((position) => row[position] ?? null)));
    if (bucket === undefined) return;
    bucket.rows += 1;
    if (bucket.rows > child.max) return;
    const shaped = shapeRow(slots, row, this.#report);
    if (typeof shaped === 'string') bucket.text += `${bucket.text === '' ? '' : ','}${shaped}}`;
    // A child whose field says skip is left out alone; one that is refused takes its parent along.
    else if (shaped === LeftOut.refused) bucket.leftOut = shaped;
  }

  /** The member that ends a parent's text, `,"lines":[…]`, or that the parent is left out. */
  member(name: string): string | LeftOut {
    const { child, binding } = this.#prepared;
    const bucket = this.#buckets.get(name);
    if (bucket !== undefined && bucket.rows > child.max) {
      this.#report(child.name, 'more than the agreed number', binding.misfit);
      return LeftOut.graver(bucket.leftOut, binding.misfit) ?? LeftOut.refused;
    }
    return bucket?.leftOut ?? `,${JSON.stringify(child.name)}:[${bucket?.text ?? ''}]`;
  }

  /** The ERP may pair keys that differ in case only, as its collation says. */
  #bucket(name: string): Bucket | undefined {
    const exact = this.#buckets.get(name);
    if (exact !== undefined) return exact;
    const folded = name.toLowerCase();
    for (const [candidate, bucket] of this.#buckets) if (candidate.toLowerCase() === folded) return bucket;
    return undefined;
  }
}

/** Blanks that pad a CHAR do not tell keys apart, and a number may be exact in one view and not in the other. */
function nameOf(match: readonly LegacyValue[]): string {
  return match.map((value) => (typeof value === 'string' ? trimBlanks(value) : String(value))).join('\0');
}
