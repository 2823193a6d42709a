// What a Source promises about the end of a read: deadlines, callers who leave, closing.
import { expect, it } from '@jest/globals';
import { DeadlineExceeded } from '../../src/kernel/deadline.js';
import type { SourceFixture } from './source-fixture.js';
import { ask, faultOf, patient, rowsPlan } from './source-asking.js';
import { NOTES } from './source-data.js';

export function endingCases(fixture: () => SourceFixture): void {
  const plan = () => rowsPlan({ schema: fixture().schema, view: NOTES });

  it('answers nothing to a caller who has left or is too late, and the next one as ever', async () => {
    const { source } = fixture().open();
    expect(await faultOf(ask(source, plan(), AbortSignal.abort()))).toBe('cancelled');
    expect(await faultOf(ask(source, plan(), AbortSignal.abort(new DeadlineExceeded(1))))).toBe('timed-out');
    expect(await ask(source, plan())).toHaveLength(NOTES.rows.length);
  });

  it('settles every read exactly once when many are broken off at any moment', async () => {
    const { source } = fixture().open({ connections: 4 });
    const ends = await Promise.all(
      Array.from({ length: 40 }, (_, index) => {
        const controller = new AbortController();
        const read = faultOf(ask(source, plan(), controller.signal));
        void afterTurns(index % 10).then(() => controller.abort());
        return read;
      }),
    );
    expect(ends.every((end) => end === 'no fault' || end === 'cancelled')).toBe(true);
    expect(await ask(source, plan())).toHaveLength(NOTES.rows.length);
  });

  it('is ready when asked, and after closing says that it is not', async () => {
    const { source } = fixture().open();
    expect(await source.probe(patient)).toMatchObject({ kind: 'ready' });
    await source.close();
    expect(await source.probe(patient)).toMatchObject({ kind: 'unavailable' });
    expect(await faultOf(ask(source, plan()))).toBe('unavailable');
  });

  it('explains a plan without running it', () => {
    const { source } = fixture().open();
    expect(source.explain(plan()).text).toContain(NOTES.name);
  });
}

/** Waits some turns of the event loop, so that the abort meets the read in different states. */
async function afterTurns(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise(setImmediate);
}
