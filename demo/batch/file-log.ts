// The batch job's memory in the database: which files it has taken in, and the results it still has to tell of.
// What stands here was committed together with what the file did.
import { localTime } from '../contoso/local-time.js';
import type { ProcedureContext } from '../engine/definition.js';
import type { Acknowledged, FileNumber } from '../programs/job-program.js';
import { FileFault } from '../programs/job-program.js';

/** A file that was applied and is not done with: it may still lie in the inbox, and nobody may have been told. */
export interface UnfinishedFile {
  readonly name: string;
  readonly program: string;
  readonly results: readonly Acknowledged[];
}

/** Throws FileFault for a name that was taken in before, or a number that another file of the program had. */
export async function refuseRepetition(
  ctx: ProcedureContext,
  program: string,
  name: string,
  { sequence }: FileNumber,
): Promise<void> {
  const rows = await ctx.query(
    'SELECT FILNAM FROM dbo.FILLOG WHERE FILNAM = @Name OR (JOBCOD = @Job AND SEQNO = @Seq)',
    { Name: name, Job: program, Seq: sequence },
  );
  const [found] = rows;
  if (found === undefined) return;
  const earlier = String(found['FILNAM']);
  throw new FileFault([earlier === name ? 'a file of this name was taken in before' : `${earlier} had this number`]);
}

/** The highest number that the program has taken in; undefined for none. */
export async function lastSequence(ctx: ProcedureContext, program: string): Promise<number | undefined> {
  const [row] = await ctx.query('SELECT MAX(SEQNO) AS Seq FROM dbo.FILLOG WHERE JOBCOD = @Job', { Job: program });
  const last = row?.['Seq'] ?? null;
  return last === null ? undefined : Number(last);
}

/** Notes a file as applied; call it in the transaction that applies it. */
export async function noteApplied(
  ctx: ProcedureContext,
  { name, program, results }: UnfinishedFile,
  { sequence }: FileNumber,
  at: number,
): Promise<void> {
  const { date, time } = localTime(at);
  await ctx.query(
    `INSERT INTO dbo.FILLOG (FILNAM, JOBCOD, SEQNO, RECCNT, FILSTS, RESULT, CHGDAT, CHGTIM)
     VALUES (@Name, @Job, @Seq, @Count, 'A', @Result, @Dat, @Tim)`,
    {
      ...{ Name: name, Job: program, Seq: sequence, Count: results.length, Result: JSON.stringify(results) },
      ...{ Dat: date, Tim: time },
    },
  );
}

/** What is applied and not done with, in the order of the names. */
export async function unfinishedFiles(ctx: ProcedureContext): Promise<readonly UnfinishedFile[]> {
  const rows = await ctx.query(`SELECT FILNAM, JOBCOD, RESULT FROM dbo.FILLOG WHERE FILSTS = 'A' ORDER BY FILNAM`);
  return rows.map((row) => ({
    name: String(row['FILNAM']),
    program: String(row['JOBCOD']).trimEnd(),
    results: JSON.parse(String(row['RESULT'])) as readonly Acknowledged[],
  }));
}

/** Everybody was told. */
export async function noteFinished(ctx: ProcedureContext, name: string): Promise<void> {
  await ctx.tx(() =>
    ctx.query(`UPDATE dbo.FILLOG SET FILSTS = 'D', RESULT = NULL WHERE FILNAM = @Name`, { Name: name }),
  );
}
