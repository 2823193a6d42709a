// The tables that the ERP keeps about its interfaces: what they really did, and which files the batch job has taken in.
// Nobody outside is allowed to see them; they exist so that what was committed and what is told of it cannot differ.

/** DDL of the interface module. */
export const interfaceTables: readonly string[] = [
  `CREATE TABLE "dbo.EFFLOG" (
    EFFNO INTEGER NOT NULL PRIMARY KEY,
    EFFAT BIGINT NOT NULL,
    EFFKND VARCHAR(16) NOT NULL,
    EXTREF VARCHAR(26),
    KEYVAL VARCHAR(30),
    FILNAM VARCHAR(60),
    LINNO INT,
    REFKND VARCHAR(16),
    REASON VARCHAR(20)
  )`,
  `CREATE TABLE "dbo.FILLOG" (
    FILNAM VARCHAR(60) NOT NULL PRIMARY KEY,
    JOBCOD CHAR(5) NOT NULL,
    SEQNO INT NOT NULL,
    RECCNT INT NOT NULL,
    FILSTS CHAR(1) NOT NULL,
    RESULT NVARCHAR(MAX),
    CHGDAT DECIMAL(8,0),
    CHGTIM DECIMAL(6,0)
  )`,
];

/** Indexes of the interface module. */
export const interfaceIndexes: readonly string[] = [
  `CREATE INDEX "FILLOG_L1" ON "dbo.FILLOG" (FILSTS)`,
  `CREATE INDEX "FILLOG_L2" ON "dbo.FILLOG" (JOBCOD, SEQNO)`,
];
