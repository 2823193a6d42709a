// A trail is verified while gateways sign, start, let entries go and stop beside it: whatever they do at whatever step of
// the reading, a trail to which nobody did anything is never blamed, and one that was tampered with still is.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditHeadFile } from '../../adapters/folder/audit-head-file.js';
import { readAuditKey } from '../../src/audit/heads/audit-key.js';
import type { TrailVerdict } from '../../src/audit/verify/verify-trail.js';
import { verifyStore } from '../../src/composition/audit/verify-store.js';
import { AuditStage, shortly } from './audit-stage.js';
import { edit } from './tampering.js';

const DAY = 86_400_000;

/** When something happens beside the reading: around one of its two looks at how long the file of heads is. */
type Moment = readonly [look: 1 | 2, side: 'before' | 'after'];
const MOMENTS: readonly Moment[] = [
  [1, 'before'],
  [1, 'after'],
  [2, 'before'],
  [2, 'after'],
];

/** The file of heads, with something that happens at a moment, once or each time one begins to read anew. */
class EventfulHeads extends AuditHeadFile {
  #looks = 0;

  constructor(
    path: string,
    private readonly moment: Moment,
    private readonly happen: (attempt: number) => Promise<unknown>,
  ) {
    super(path);
  }

  override async size(): Promise<number> {
    this.#looks += 1;
    const [look, side] = this.moment;
    const now = (this.#looks - look) % 2 === 0;
    if (now && side === 'before') await this.#happen();
    const size = await super.size();
    if (now && side === 'after') await this.#happen();
    return size;
  }

  #happen(): Promise<unknown> {
    return this.happen(Math.ceil(this.#looks / 2));
  }
}

function verifyWhile(stage: AuditStage, moment: Moment, happen: (attempt: number) => Promise<unknown>) {
  const keys = [readAuditKey(readFileSync(stage.keyPath, 'utf8'))];
  return verifyStore(stage.store, new EventfulHeads(stage.headsPath, moment, happen), { keys });
}

const firstTime =
  (happen: () => Promise<unknown>) =>
  (attempt: number): Promise<unknown> =>
    attempt === 1 ? happen() : Promise.resolve();

const template = new AuditStage();
beforeAll(() => template.filled());
afterAll(() => template[Symbol.dispose]());

describe.each(MOMENTS)('verifying, while something happens at look %i at the heads, %s it', (...moment) => {
  it('does not mind entries and heads that come', async () => {
    using stage = template.copy();
    await stage.running(async ({ append }) => {
      const verdict = await verifyWhile(stage, moment, () => append(5));
      expect(shortly(verdict)).toEqual([]);
      expect(verdict.to).toBeGreaterThanOrEqual(30);
    });
  });

  it('does not mind a gateway that starts, lets old entries go, and stops', async () => {
    using stage = template.copy();
    const verdict = await verifyWhile(
      stage,
      moment,
      firstTime(() => lettingGo(stage)),
    );
    expect(verdict).toMatchObject({ findings: [], from: 30, to: 61 });
  });

  it('does not mind a gateway that starts and stays', async () => {
    using stage = template.copy();
    const verdict = await verifyWhileOneStays(stage, moment);
    expect(shortly(verdict)).toEqual([]);
    expect(verdict.to).toBeGreaterThanOrEqual(30);
  });

  it('still finds what was done to the trail before', async () => {
    using stage = template.copy();
    stage.tamper(edit(13));
    const verdict = await verifyWhile(
      stage,
      moment,
      firstTime(() => stage.running(({ append }) => append(40))),
    );
    expect(shortly(verdict)).toEqual(['edited 13-13']);
  });
});

it('says that it could not read a store that changes hands again and again', async () => {
  using stage = template.copy();
  const verified = verifyWhile(stage, [2, 'before'], () => stage.running(({ append }) => append(1)));
  await expect(verified).rejects.toThrow(/^A gateway was started 5 times over .* Try again\.$/);
});

/** Every entry so far goes, and others are written where they were. */
async function lettingGo(stage: AuditStage): Promise<void> {
  stage.clock.advance(100 * DAY);
  await stage.running(async ({ append, retention }) => {
    await retention.run();
    await append(30);
  }, 90 * DAY);
}

async function verifyWhileOneStays(stage: AuditStage, moment: Moment): Promise<TrailVerdict> {
  const { promise: verified, resolve: leave } = Promise.withResolvers<undefined>();
  let gateway: Promise<void> = Promise.resolve();
  const startOne = (): Promise<void> =>
    new Promise((started) => {
      stage.clock.advance(100 * DAY);
      gateway = stage.running(async ({ append, retention }) => {
        await retention.run();
        await append(30);
        started();
        await verified;
      }, 90 * DAY);
    });
  try {
    return await verifyWhile(stage, moment, firstTime(startOne));
  } finally {
    leave(undefined);
    await gateway;
  }
}
