// What the ERP's interfaces really did, outside of its database as well: an append-only file with one JSON line for every
// committed note, in order. It never shows what was rolled back, and a restart adds what a kill kept it from adding.
import { closeSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { SQLOutputValue } from 'node:sqlite';
import type { EffectKind } from './note-effect.js';

/** One line of the file. */
export interface EffectLine {
  /** From 1, without gaps. */
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly kind: EffectKind | 'refusal';
  readonly reference: string | null;
  /** Of the row that was made or changed; of a refusal, what it was asked for. */
  readonly key: string;
  /** Of records in files. */
  readonly file?: string;
  readonly line?: number;
  /** Of refusals: what was refused, and the code that says why. */
  readonly of?: EffectKind;
  readonly reason?: string;
}

const COLUMNS = `SELECT EFFNO AS id, EFFAT AS at, EFFKND AS kind, EXTREF AS reference, KEYVAL AS "key", FILNAM AS file,
  LINNO AS line, REFKND AS "of", REASON AS reason FROM "dbo.EFFLOG" WHERE EFFNO > ? ORDER BY EFFNO LIMIT ?`;
const atOnce = 1000;

/** Copies committed notes to the file. One per database. */
export class EffectsLedger {
  readonly #db: DatabaseSync;
  readonly #file: number;
  #last: number;
  #woken: NodeJS.Immediate | undefined;

  private constructor(db: DatabaseSync, file: number, last: number) {
    this.#db = db;
    this.#file = file;
    this.#last = last;
  }

  /** Opens the file, made when missing, and adds what is committed and not yet in it. */
  static open(database: string, path: string): EffectsLedger {
    const file = openSync(path, 'a+', 0o600);
    const ledger = new EffectsLedger(new DatabaseSync(database, { readOnly: true }), file, mendEnd(file, path));
    ledger.copy();
    return ledger;
  }

  /** Something was committed: copies it soon. */
  readonly committed = (): void => {
    this.#woken ??= setImmediate(() => this.copy());
  };

  /** Copies now; when it returns, everything committed so far is in the file and the file is on disk. */
  copy(): void {
    clearImmediate(this.#woken);
    this.#woken = undefined;
    for (let lines = this.page(this.#last, atOnce); lines.length > 0; lines = this.page(this.#last, atOnce)) {
      writeSync(this.#file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
      fsyncSync(this.#file);
      this.#last = lines.at(-1)?.id ?? this.#last;
    }
  }

  /** Lines with a higher id than `after`, oldest first. */
  page(after: number, limit: number): readonly EffectLine[] {
    return this.#db.prepare(COLUMNS).all(after, limit).map(lineOf);
  }

  /** How many there are of each kind. */
  counts(): Readonly<Record<string, number>> {
    const rows = this.#db.prepare('SELECT EFFKND AS kind, count(*) AS n FROM "dbo.EFFLOG" GROUP BY EFFKND').all();
    return Object.fromEntries(rows.map(({ kind, n }) => [String(kind), Number(n)]));
  }

  close(): void {
    this.copy();
    closeSync(this.#file);
    this.#db.close();
  }
}

/** A kill may have left half a line: it is cut off. Returns the id of the last whole one, 0 for none. */
function mendEnd(file: number, path: string): number {
  const text = readFileSync(path);
  const whole = text.lastIndexOf(0x0a) + 1;
  if (whole < text.length) ftruncateSync(file, whole);
  const last = text.subarray(0, whole).toString('utf8').trimEnd().split('\n').at(-1);
  return last === undefined || last === '' ? 0 : (JSON.parse(last) as EffectLine).id;
}

function lineOf(row: Record<string, SQLOutputValue>): EffectLine {
  const { file, line, of, reason, ...rest } = row;
  const given = Object.entries({ file, line, of, reason }).filter(([, value]) => value !== null);
  return { ...rest, ...Object.fromEntries(given) } as unknown as EffectLine;
}
