// Payloads and marks go when their time is over, page by page, and no failure stops that for good.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { ManualClock } from '../../kernel/manual-clock.js';
import type { Observation } from '../../observability/observation.js';
import type { Retired, Retirement } from '../payloads.port.js';
import { RetentionJob } from './retention-job.js';

const DAY = 86_400_000;
const HOUR = 3_600_000;

let clock: ManualClock;
let observed: Observation[];
let asked: Retirement[];
let pages: (Retired | Error)[];
beforeEach(() => {
  clock = new ManualClock(new Date('2026-11-20T12:00:00Z'));
  observed = [];
  asked = [];
  pages = [];
});

function jobOf(payloadMs: number | undefined = 90 * DAY): RetentionJob {
  const retire = async (retirement: Retirement): Promise<Retired> => {
    asked.push(retirement);
    const page = pages.shift() ?? { payloads: 0, marks: 0 };
    if (page instanceof Error) throw page;
    return page;
  };
  const parts = { payloads: { retire }, clock, observe: (observation: Observation) => void observed.push(observation) };
  return new RetentionJob(parts, { payloadMs, marksMs: 30 * DAY });
}

const turn = async (): Promise<void> => {
  for (let turns = 0; turns < 10; turns += 1) await new Promise((resolve) => setImmediate(resolve));
};

describe('retention', () => {
  it('lets go of what settled before the time to keep it, and says so in the trail', async () => {
    await jobOf().run();
    expect(asked).toMatchObject([
      {
        now: '2026-11-20T12:00:00.000Z',
        settledBefore: '2026-08-22T12:00:00.000Z',
        marksBefore: '2026-10-21T12:00:00.000Z',
        audit: { action: 'payload.retire', actor: { kind: 'gateway' }, outcome: 'done' },
      },
    ]);
  });

  it('keeps payloads for good when it is told never', async () => {
    await new RetentionJob(
      {
        payloads: { retire: async (each) => (asked.push(each), { payloads: 0, marks: 0 }) },
        clock,
        observe: () => undefined,
      },
      { payloadMs: undefined, marksMs: 30 * DAY },
    ).run();
    expect(Date.parse(asked[0]?.settledBefore ?? '')).toBeLessThan(Date.parse('1971-01-01T00:00:00Z'));
  });

  it('asks for page after page until one is not full', async () => {
    pages = [
      { payloads: 500, marks: 0 },
      { payloads: 20, marks: 500 },
      { payloads: 0, marks: 3 },
    ];
    expect(await jobOf().run()).toEqual({ payloads: 520, marks: 503 });
    expect(asked).toHaveLength(3);
  });

  it('runs every hour, and again after the store has failed', async () => {
    pages = [new Error('the disk is full')];
    const job = jobOf();
    job.start();
    clock.advance(HOUR - 1);
    expect(asked).toHaveLength(0);
    for (const runs of [1, 2, 3]) {
      clock.advance(runs === 1 ? 1 : HOUR);
      await turn();
      expect(asked).toHaveLength(runs);
    }
    expect(observed).toMatchObject([{ kind: 'warning', text: 'retention: the disk is full' }]);
    await job.stop();
  });

  it('asks for nothing more once it is stopped', async () => {
    const job = jobOf();
    job.start();
    await job.stop();
    clock.advance(3 * HOUR);
    job.start();
    clock.advance(3 * HOUR);
    await turn();
    expect(asked).toEqual([]);
  });
});
