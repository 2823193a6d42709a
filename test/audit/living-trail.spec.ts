// A trail that is being written, or whose writer died, is never blamed; and it has one end, however many write.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writerThreadProgram } from '../../adapters/sqlite/store/thread-program.js';
import { auditOf } from '../contracts/audit-sample.js';
import { AuditStage, shortly } from './audit-stage.js';
import { edit, insert } from './tampering.js';

const MINUTE = 60_000;

/** Starts the appending process and kills it, without a chance to tidy up, once it has acknowledged so many. */
async function killedAfter(stage: AuditStage, acknowledgements: number): Promise<number> {
  const program = [...writerThreadProgram().nodeOptions, resolve('test/audit/audit-appender.ts')];
  const child = spawn(process.execPath, [...program, stage.path, '100000', '32'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  let acknowledged = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('ack ')) acknowledged += 1;
    if (acknowledged === acknowledgements) child.kill('SIGKILL');
  }
  await ended;
  return acknowledged;
}

describe('a trail whose writer was killed', () => {
  const stage = new AuditStage();
  let acknowledged = 0;
  beforeAll(async () => {
    acknowledged = await killedAfter(stage, 700);
  }, 2 * MINUTE);
  afterAll(() => stage[Symbol.dispose]());

  it(
    'is whole as the killed writer left it, holds all that was acknowledged, and stays whole when one goes on',
    async () => {
      const left = await stage.verify();
      expect(left.findings).toEqual([]);
      expect(left.to).toBeGreaterThanOrEqual(acknowledged);
      expect(left.heads).toBeGreaterThan(0);
      await stage.running(({ append }) => append(5));
      expect(await stage.verify()).toMatchObject({ findings: [], to: left.to + 5 });
      expect(stage.observed.filter(({ kind }) => kind === 'warning')).toEqual([]);
      stage.tamper(edit(left.to + 2));
      expect((await stage.verify()).found).toBe(1);
    },
    2 * MINUTE,
  );
});

describe('a trail that is being written', () => {
  it('is whole at every moment, with one end for 32 writers at once', async () => {
    using stage = new AuditStage();
    await stage.running(async ({ log, heads }) => {
      const state = { writing: true };
      const writer = async (name: number): Promise<void> => {
        for (let number = 0; number < 40; number += 1) await log.append(auditOf(`command/${name}-${number}`));
      };
      const writers = Promise.all(Array.from({ length: 32 }, (_, name) => writer(name))).finally(() => {
        state.writing = false;
      });
      const verdicts: string[] = [];
      while (state.writing) {
        await heads.sign();
        const [verdict] = await Promise.all([stage.verify(), heads.sign()]);
        verdicts.push(...shortly(verdict));
      }
      await writers;
      expect(verdicts).toEqual([]);
    });
    expect(await stage.verify()).toMatchObject({ findings: [], to: 32 * 40 });
  });

  it('goes on where it was when a commit was undone', async () => {
    using stage = new AuditStage();
    await stage.running(async ({ log, append }) => {
      await append(3);
      stage.tamper((database) => {
        database.exec(`CREATE TRIGGER refuse BEFORE INSERT ON audit WHEN NEW.subject = 'command/bad'
          BEGIN SELECT RAISE(ABORT, 'refused'); END`);
      });
      const good = [1, 2, 3].map((number) => log.append(auditOf(`command/good-${number}`)));
      const bad = log.appendAll([auditOf('command/before-bad'), auditOf('command/bad')]);
      await expect(bad).rejects.toThrow('refused');
      await Promise.all(good);
      await append(2);
    });
    expect(await stage.verify()).toMatchObject({ findings: [], to: 8 });
  });
});

describe('a gateway that dies before it has signed anything of its own', () => {
  /** Appends, and ends without a head, as a kill in the first minute would. */
  const killedEarly = (stage: AuditStage): Promise<void> =>
    stage
      .running(async ({ log }) => {
        await log.append(auditOf('command/early'));
        throw new Error('killed');
      })
      .catch((error: unknown) => expect(error).toEqual(new Error('killed')));

  it('is not blamed for what it has appended, be it the first one ever or one after another that ended well', async () => {
    using stage = new AuditStage();
    await killedEarly(stage);
    expect(shortly(await stage.verify())).toEqual([]);
    await stage.running(({ append }) => append(2));
    await killedEarly(stage);
    expect(shortly(await stage.verify())).toEqual([]);
    await killedEarly(stage);
    await stage.running(({ append }) => append(2));
    expect(await stage.verify()).toMatchObject({ findings: [], to: 7 });
    expect(stage.observed.filter(({ kind }) => kind === 'warning')).toEqual([]);
  });

  it('leaves behind where it began, so that what was put there before is still found', async () => {
    using stage = new AuditStage();
    await stage.running(({ append }) => append(2));
    stage.tamper(insert(3, 'chained'));
    await killedEarly(stage);
    await stage.running(({ append }) => append(1));
    expect(shortly(await stage.verify())).toEqual(['inserted 3-3']);
  });
});
