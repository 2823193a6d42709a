// The ledger of effects: what is committed is in the file, what is rolled back is not, whatever kills the process.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { amendment, FileDrops } from '../batch/file-drops.js';
import type { EffectLine } from './effects-ledger.js';

let data: string;
let child: ChildProcess | undefined;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'contoso-'));
});
afterEach(async () => {
  await kill();
  rmSync(data, { recursive: true, force: true });
});

const entry = fileURLToPath(new URL('../run-from-source.mjs', import.meta.url));

interface Ready {
  readonly controlPort: number;
  readonly effectsFile: string;
}

async function start(): Promise<Ready> {
  const ports = ['--port', '0', '--primary-port', '0', '--control-port', '0'];
  const args = ['--no-warnings', entry, ...ports, '--scale', '0.01', '--data', data, '--poll', '10'];
  const started = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  child = started;
  for await (const line of createInterface({ input: started.stdout })) return JSON.parse(line) as Ready;
  throw new Error('it ended without a word');
}

async function kill(): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** Whole lines of the file. */
const lines = (): EffectLine[] =>
  readFileSync(join(data, 'effects.jsonl'), 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as EffectLine);

/** What the database itself says: notes of effects, and orders that an amendment really changed. */
function committed(): { readonly notes: number; readonly files: string[]; readonly unfinished: number } {
  const db = new DatabaseSync(join(data, 'contoso.db'), { readOnly: true });
  const count = (sql: string): number => Number(db.prepare(sql).get()?.['n']);
  const notes = count('SELECT count(*) AS n FROM "dbo.EFFLOG"');
  const unfinished = count(`SELECT count(*) AS n FROM "dbo.FILLOG" WHERE FILSTS = 'A'`);
  const files = db.prepare('SELECT FILNAM FROM "dbo.FILLOG" ORDER BY FILNAM').all();
  db.close();
  return { notes, unfinished, files: files.map((row) => String(row['FILNAM'])) };
}

/** An order that may be amended. */
function openOrder(): string {
  const db = new DatabaseSync(join(data, 'contoso.db'), { readOnly: true });
  const row = db.prepare(`SELECT ORDNO FROM "dbo.ORDHED" WHERE ORDSTS = 'O' AND DELFLG = 'N'`).get();
  db.close();
  return String(row?.['ORDNO']);
}

const until = async (there: () => boolean): Promise<void> => {
  while (!there()) await new Promise((resolve) => setTimeout(resolve, 1));
};

describe('the ledger of effects', () => {
  it('has each committed effect once and in order after kills in the middle of files, and every file is told of once', async () => {
    const drops = new FileDrops(data);
    const [files, records] = [4, 100];
    for (let file = 1; file <= files; file += 1) {
      await start();
      const order = openOrder();
      drops.amendments(
        file,
        Array.from({ length: records }, (_, index) => amendment(index, order)),
      );
      // As soon as anything of the file can be seen: behind its commit, before most of what comes after it.
      await until(() => committed().notes > (file - 1) * records);
      await kill();
      expect(committed().notes).toBe(file * records);
      expect(lines().length).toBeLessThanOrEqual(file * records);
    }
    await start();
    await until(() => drops.names('outbox').length === files && committed().unfinished === 0);
    const found = lines();
    expect(found.map(({ id }) => id)).toEqual(Array.from({ length: files * records }, (_, index) => index + 1));
    const seen = new Map<string, number>();
    for (const { file = '' } of found) seen.set(file, (seen.get(file) ?? 0) + 1);
    expect([...seen]).toEqual(committed().files.map((name) => [name, records]));
    expect(drops.names('inbox')).toEqual([]);
    expect(drops.names('archive')).toHaveLength(files * 2);
  }, 180_000);

  it('loses a half-written line and takes it from the database again', async () => {
    const drops = new FileDrops(data);
    const { effectsFile } = await start();
    drops.amendments(1, [amendment(1, openOrder()), amendment(2, 'SO-999999')]);
    await until(() => lines().length === 2);
    await kill();
    const whole = readFileSync(effectsFile);
    appendFileSync(effectsFile, '{"id":3,"at":17');
    const { controlPort } = await start();
    expect(readFileSync(effectsFile)).toEqual(whole);
    const answer = (await (await fetch(`http://127.0.0.1:${controlPort}/effects`)).json()) as { counts: unknown };
    expect(answer.counts).toEqual({ amendment: 1, refusal: 1 });
  });
});
