// The tables of the customer module: master, addresses and the log of credit changes.
// Names are at most eight characters and everything but a key may be null, as the ERP inherited it; never tidy them up.

/** DDL of the customer module. CUSTNU and the address texts are NVARCHAR because the old code page has no Polish letters. */
export const customerTables: readonly string[] = [
  `CREATE TABLE "dbo.CUSTMF" (
    CUSTNO CHAR(10) NOT NULL PRIMARY KEY,
    CUSTNM VARCHAR(40),
    CUSTNU NVARCHAR(80),
    SRCHNM CHAR(20),
    CUSTTP CHAR(1),
    CUSTST CHAR(1),
    HOLD CHAR(1),
    VATNO CHAR(14),
    LANGCD CHAR(2),
    CURCOD CHAR(3),
    PAYTRM CHAR(3),
    PRLCOD CHAR(6),
    CRDLIM MONEY,
    BALAMT DECIMAL(15,2),
    TURNOV DECIMAL(28,8),
    SYSKEY BIGINT,
    EXTID UNIQUEIDENTIFIER,
    EMAIL VARCHAR(60),
    PHONE CHAR(20),
    NWSFLG CHAR(1),
    NOTE VARCHAR(80),
    CRTDAT DECIMAL(8,0),
    CHGDAT DECIMAL(8,0),
    CHGTIM DECIMAL(6,0),
    CHGUSR CHAR(10),
    CHGREF VARCHAR(26),
    DELFLG CHAR(1),
    ROWVER ROWVERSION
  )`,
  `CREATE TABLE "dbo.CUSTAD" (
    CUSTNO CHAR(10) NOT NULL,
    ADRSEQ SMALLINT NOT NULL,
    ADRTYP CHAR(1),
    ADRNM NVARCHAR(60),
    STREET NVARCHAR(60),
    STREE2 NVARCHAR(60),
    ZIPCOD CHAR(10),
    CITY NVARCHAR(40),
    CNTRY CHAR(3),
    DFTFLG CHAR(1),
    CHGDAT DECIMAL(8,0),
    CHGTIM DECIMAL(6,0),
    DELFLG CHAR(1),
    PRIMARY KEY (CUSTNO, ADRSEQ)
  ) WITHOUT ROWID`,
  `CREATE TABLE "dbo.CRDLOG" (
    LOGSEQ INTEGER NOT NULL PRIMARY KEY,
    CUSTNO CHAR(10),
    OLDLIM MONEY,
    NEWLIM MONEY,
    LOGDAT DECIMAL(8,0),
    LOGTIM DECIMAL(6,0),
    EXTREF VARCHAR(26)
  )`,
];

/** Indexes of the customer module: status, date and name are what the green screens search by. */
export const customerIndexes: readonly string[] = [
  `CREATE INDEX "CUSTMF_L1" ON "dbo.CUSTMF" (CUSTST, HOLD)`,
  `CREATE INDEX "CUSTMF_L2" ON "dbo.CUSTMF" (CHGDAT, CHGTIM)`,
  `CREATE INDEX "CUSTMF_L3" ON "dbo.CUSTMF" (CUSTNM)`,
  `CREATE INDEX "CRDLOG_L1" ON "dbo.CRDLOG" (CUSTNO)`,
  `CREATE INDEX "CRDLOG_L2" ON "dbo.CRDLOG" (EXTREF)`,
];
