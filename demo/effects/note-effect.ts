// Writes down what an interface really did, in the same transaction in which it did it: a note is there exactly when the
// effect is. It dedupes nothing: the same reference twice is two effects.
import type { ProcedureContext } from '../engine/definition.js';
import { SqlError } from '../values/sql-error.js';

/** What an interface can bring about. */
export const effectKinds = ['order', 'release', 'credit-limit', 'amendment', 'customer', 'stock-count'] as const;
export type EffectKind = (typeof effectKinds)[number];

/** Who asked for what: the reference is the caller's own; file and line belong to records of files. */
export interface Asked {
  readonly kind: EffectKind;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly reference: string | null;
  readonly file?: string;
  readonly line?: number;
}

/** Notes that it was done; `key` is that of the row that was made or changed. Call it inside the transaction. */
export async function noteEffect(ctx: ProcedureContext, asked: Asked, key: string): Promise<void> {
  await insert(ctx, asked, { Kind: asked.kind, Key: key, Of: null, Reason: null });
}

/** Notes that it was refused, and by which code; `key` is what it was asked for. */
export async function noteRefusal(ctx: ProcedureContext, asked: Asked, key: string, reason: string): Promise<void> {
  await insert(ctx, asked, { Kind: 'refusal', Key: key, Of: asked.kind, Reason: reason });
}

/** How a procedure's work ended: a status of 0 means done; the key is that of the row concerned. */
export interface Ended {
  readonly status: number;
  readonly key: string;
}

/**
 * Runs a procedure's work in one transaction together with the note of it, and returns its status. A business error that
 * is thrown rolls the work back and is noted in a transaction of its own.
 */
export async function inNotedTransaction(
  ctx: ProcedureContext,
  asked: Asked,
  subject: string,
  work: () => Promise<Ended>,
): Promise<number> {
  try {
    return await ctx.tx(async () => {
      const { status, key } = await work();
      if (status === 0) await noteEffect(ctx, asked, key);
      else await noteRefusal(ctx, asked, key, String(status));
      return status;
    });
  } catch (error) {
    if (error instanceof SqlError && error.number >= lowestBusinessError)
      await ctx.tx(() => noteRefusal(ctx, asked, subject, String(error.number)));
    throw error;
  }
}

/** What a procedure THROWs has a number of at least this. */
const lowestBusinessError = 50_000;

async function insert(
  ctx: ProcedureContext,
  { at, reference, file, line }: Asked,
  note: Readonly<Record<'Kind' | 'Key' | 'Of' | 'Reason', string | null>>,
): Promise<void> {
  const [last] = await ctx.query('SELECT ISNULL(MAX(EFFNO), 0) AS No FROM dbo.EFFLOG');
  await ctx.query(
    `INSERT INTO dbo.EFFLOG (EFFNO, EFFAT, EFFKND, EXTREF, KEYVAL, FILNAM, LINNO, REFKND, REASON)
     VALUES (@No, @At, @Kind, @Ref, @Key, @File, @Line, @Of, @Reason)`,
    { ...note, No: Number(last?.['No']) + 1, At: at, Ref: reference, File: file ?? null, Line: line ?? null },
  );
}
