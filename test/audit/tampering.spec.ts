// Whatever is done to a stored trail is found, and said where; a trail to which nothing was done is never blamed.
import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newAuditKeyText, readAuditKey } from '../../src/audit/heads/audit-key.js';
import { readHead } from '../../src/audit/heads/head.js';
import { keyLine } from '../../src/audit/heads/key-line.js';
import { signedLine } from '../../src/audit/heads/signed-line.js';
import { auditOf } from '../contracts/audit-sample.js';
import { AuditStage, shortly } from './audit-stage.js';
import { edit, insert, rechain, remove, removeAndCloseUp, swap, swapTexts } from './tampering.js';
import type { Tamper } from './tampering.js';

const all =
  (...steps: readonly Tamper[]): Tamper =>
  (database) =>
    steps.forEach((step) => step(database));

const template = new AuditStage();
beforeAll(() => template.filled());
afterAll(() => template[Symbol.dispose]());

describe('verifying an audit trail', () => {
  it('finds nothing in one that nobody touched, and says how far it goes', async () => {
    using stage = template.copy();
    await stage.running(({ append }) => append(1));
    const verdict = await stage.verify();
    expect(verdict).toMatchObject({ findings: [], found: 0, from: 0, to: 31, heads: 8, pinned: true });
    expect(verdict.lastHead).toMatchObject({ number: 8, place: 31 });
  });

  it('finds nothing in a copy of the folder', async () => {
    using stage = template.copy();
    const verdict = await stage.verify({ keyFile: 'none' });
    expect(verdict).toMatchObject({ findings: [], to: 30, pinned: false });
  });

  it.each<[string, Tamper, readonly string[]]>([
    ['an edited entry', edit(13), ['edited 13-13']],
    ['the last entry edited', edit(30), ['edited 30-30']],
    ['entries deleted', remove(5, 7), ['deleted 5-7']],
    ['the first entries deleted', remove(1, 2), ['deleted 1-2']],
    ['entries deleted and the rest closed up', removeAndCloseUp(5, 7), ['edited 5-5', 'cut-off 28-30']],
    ['two entries exchanged', swap(13, 14), ['reordered 13-14']],
    ['the texts of two entries exchanged', swapTexts(13, 14), ['reordered 13-14']],
    ['an entry inserted', insert(13, 'made-up'), ['inserted 13-13']],
    ['an entry inserted that goes on from the one before', insert(13, 'chained'), ['inserted 13-13']],
    ['the tail cut off', remove(27, 30), ['cut-off 27-30']],
    ['everything deleted', remove(1, 30), ['cut-off 1-30']],
    ['one edited and all digests made anew', all(edit(13), rechain), ['rewritten 11-20']],
    ['one removed and all digests made anew', all(remove(13, 13), rechain), ['rewritten 11-20', 'cut-off 30-30']],
    [
      'all digests made anew and the tail cut off',
      all(edit(3), remove(29, 30), rechain),
      ['rewritten 1-10', 'cut-off 29-30'],
    ],
    [
      'an entry hidden from searches',
      (database) => database.exec("UPDATE audit SET subject = 'nothing' WHERE place = 13"),
      ['edited 13-13'],
    ],
    [
      'another store in its place',
      (database) => database.exec("UPDATE audit_stream SET id = 'ffffffffffffffffffffffffffffffff'"),
      ['edited 1-1', 'heads'],
    ],
  ])('finds %s', async (_what, tamper, expected) => {
    using stage = template.copy();
    stage.tamper(tamper);
    const verdict = await stage.verify();
    expect(shortly(verdict)).toEqual(expected);
    expect(verdict.findings.every(({ text }) => text.endsWith('.'))).toBe(true);
  });

  it('finds entries that were added while no gateway was running', async () => {
    using stage = template.copy();
    stage.tamper(all(insert(31, 'chained')));
    expect(shortly(await stage.verify())).toEqual([]);
    await stage.running(({ append }) => append(2));
    expect(shortly(await stage.verify())).toEqual(['inserted 31-31']);
  });

  it('finds a tail that was cut off before the gateway went on, and the gateway warns', async () => {
    using stage = template.copy();
    stage.tamper(remove(28, 30));
    await stage.running(({ append }) => append(10));
    expect(shortly(await stage.verify())).toEqual(['rewritten 21-30', 'cut-off 28-30']);
    expect(stage.observed).toContainEqual(expect.objectContaining({ kind: 'warning', topic: 'audit' }));
  });

  it('finds nothing wrong without a warning when the gateway goes on after a stop', async () => {
    using stage = new AuditStage();
    for (let run = 0; run < 3; run += 1) await stage.filled();
    expect(await stage.verify()).toMatchObject({ findings: [], to: 90 });
    expect(stage.observed.filter(({ kind }) => kind === 'warning')).toEqual([]);
  });
});

describe('verifying the heads', () => {
  const linesOf = (stage: AuditStage): string[] => readFileSync(stage.headsPath, 'utf8').trimEnd().split('\n');
  const write = (stage: AuditStage, lines: readonly string[]): void =>
    writeFileSync(stage.headsPath, lines.map((line) => `${line}\n`).join(''));

  it.each<[string, (lines: string[]) => readonly string[], RegExp]>([
    ['the end cut off', (lines) => lines.slice(0, -1), /recorded head 5 .* ends at head 4: its end was cut off/],
    ['one removed', (lines) => lines.toSpliced(2, 1), /missing between head 1 and head 3/],
    [
      'two exchanged',
      ([key = '', one = '', two = '', ...rest]) => [key, two, one, ...rest],
      /Head 1 stands behind head 2/,
    ],
    [
      'one changed',
      (lines) => lines.map((line) => line.replace('"place":20', '"place":19')),
      /Head 3 .* forged: its signature/,
    ],
  ])('finds %s', async (_what, change, expected) => {
    using stage = template.copy();
    write(stage, change(linesOf(stage)));
    const { findings } = await stage.verify();
    expect(findings.map(({ text }) => text).join(' ')).toMatch(expected);
    expect(findings.map(({ kind }) => kind)).toContain('heads');
  });

  it('finds that the file is gone', async () => {
    using stage = template.copy();
    rmSync(stage.headsPath);
    expect(shortly(await stage.verify())).toEqual(['heads']);
  });

  it.each<[string, (database: DatabaseSync) => void]>([
    ['was taken away', (database) => database.exec('DELETE FROM audit_note')],
    ['is no head any more', (database) => database.exec("UPDATE audit_note SET text = 'nothing'")],
  ])('finds a cut-off end when all heads are gone and what the store has noted %s', async (_what, forget) => {
    using stage = template.copy();
    rmSync(stage.headsPath);
    stage.tamper(all(remove(27, 30), forget));
    const { findings } = await stage.verify();
    expect(findings).toMatchObject([
      { kind: 'heads', text: expect.stringMatching(/no signed head .* --heads <file>/) },
    ]);
  });

  it.each([
    ['nothing', 0],
    ['an entry', 1],
  ])('blames no fresh store that was killed after %s', async (_what, entries) => {
    using stage = new AuditStage();
    const killed = stage.running(async ({ log }) => {
      for (let each = 0; each < entries; each += 1) await log.append(auditOf('command/1'));
      throw new Error('killed');
    });
    await expect(killed).rejects.toThrow('killed');
    stage.clock.advance(3_600_000);
    expect(await stage.verify()).toMatchObject({ findings: [], to: entries, heads: 1 });
  });

  it('finds heads that were all signed anew with another key, even where the key was known by its id only', async () => {
    using stage = template.copy();
    const own = readAuditKey(readFileSync(stage.keyPath, 'utf8'));
    const forger = readAuditKey(newAuditKeyText());
    const heads = linesOf(stage).flatMap((line) => readHead(line) ?? []);
    const forged = heads.map(({ line }) => signedLine(line.value, forger));
    write(stage, [keyLine(forger), ...forged]);
    for (const known of [{}, { keyFile: 'none', keyIds: [own.id] }]) {
      const { findings } = await stage.verify(known);
      expect(findings[0]?.text).toContain(`names ${forger.id} as the key`);
      expect(findings[1]?.text).toContain('which is not the key of this gateway');
    }
  });

  it('does not mind a line that was cut short when power failed, and the gateway goes on behind it', async () => {
    using stage = template.copy();
    appendFileSync(stage.headsPath, linesOf(stage).at(-1)?.slice(0, 100) ?? '');
    expect(shortly(await stage.verify())).toEqual([]);
    await stage.running(({ append }) => append(3));
    expect(await stage.verify()).toMatchObject({ findings: [], heads: 8 });
  });

  it('does not mind heads of another store in the same file', async () => {
    using stage = template.copy();
    using other = new AuditStage();
    await other.filled();
    appendFileSync(stage.headsPath, readFileSync(other.headsPath).subarray(0));
    const { findings } = await stage.verify();
    expect(findings.map(({ text }) => text)).toEqual([expect.stringContaining('names')]);
  });
});
