// Payloads in an embedded store: erasure and retirement in short commits, then a log without earlier copies.
// It must never resolve while what is gone can still be read from a file of the store.
import { assertErasure, assertRetirement, ERASED_AT_ONCE } from '../../../src/write/command-erasure.js';
import { momentOf } from '../../../src/write/command-order.js';
import {
  type Erased,
  type Erasure,
  Payloads,
  type Retired,
  type Retirement,
} from '../../../src/write/payloads.port.js';
import type { SqliteStore } from '../store/sqlite-store.js';
import { findSubject } from './find-subject.js';
import { EMPTY_LOG, ERASE_PAGE, RECLAIM_SPACE, RETIRE_PAGE } from './payload-operations.js';

/** Payloads of the commands in an embedded store. */
export class SqlitePayloads extends Payloads {
  constructor(private readonly store: SqliteStore) {
    super();
  }

  async erase({ which, at, audit }: Erasure): Promise<Erased> {
    assertErasure({ which, at, audit });
    const ids = await findSubject(this.store.reading, which);
    const total = { erased: 0, unsettled: 0 };
    for (let first = 0; first === 0 || first < ids.length; first += ERASED_AT_ONCE) {
      const page = { ids: ids.slice(first, first + ERASED_AT_ONCE), at, audit };
      const { erased, unsettled } = await this.store.writer.write(ERASE_PAGE, page, 'owed');
      total.erased += erased;
      total.unsettled += unsettled;
    }
    await this.store.writer.write(EMPTY_LOG, undefined, 'owed');
    return total;
  }

  async retire(retirement: Retirement): Promise<Retired> {
    assertRetirement(retirement);
    const total = { payloads: 0, marks: 0 };
    for (let more = true; more;) {
      const [payloads, marks] = [retirement.most - total.payloads, retirement.most - total.marks].map(page);
      const taken = await this.#page(retirement, { payloads: payloads ?? 0, marks: marks ?? 0 });
      total.payloads += taken.payloads;
      total.marks += taken.marks;
      more = taken.payloads + taken.marks > 0;
    }
    if (total.payloads > 0) await this.#settle();
    return total;
  }

  #page({ now, settledBefore, marksBefore, audit }: Retirement, most: Retired): Promise<Retired> {
    const moments = { settledBefore: momentOf(settledBefore), marksBefore: momentOf(marksBefore) };
    return this.store.writer.write(RETIRE_PAGE, { at: now, ...moments, ...most, audit }, 'owed');
  }

  async #settle(): Promise<void> {
    while (await this.store.writer.write(RECLAIM_SPACE, undefined, 'owed'));
    await this.store.writer.write(EMPTY_LOG, undefined, 'owed');
  }
}

function page(left: number): number {
  return Math.min(left, ERASED_AT_ONCE);
}
