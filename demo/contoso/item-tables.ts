// The tables of the item module: item master, price lists with their prices, stock per warehouse.
// It is the module that was extended most: four generations of date columns stand side by side; never tidy them up.

/** DDL of the item module. */
export const itemTables: readonly string[] = [
  `CREATE TABLE "dbo.ITEMMF" (
    ITEMNO CHAR(15) NOT NULL PRIMARY KEY,
    ITEMTX VARCHAR(40),
    ITEMTU NVARCHAR(80),
    LNGTXT NVARCHAR(MAX),
    ITEMGR CHAR(4),
    ITEMST CHAR(1),
    UNIT CHAR(3),
    VATCOD CHAR(2),
    STKITM CHAR(1),
    BASPRC DECIMAL(15,2),
    GRSWGT DECIMAL(11,3),
    EANNO BIGINT,
    CNTDAT DATE,
    CRTDTM DATETIME,
    CHGDTM DATETIME2(7),
    THUMB VARBINARY(256),
    DELFLG CHAR(1),
    ROWVER ROWVERSION
  )`,
  `CREATE TABLE "dbo.PRICLS" (
    PRLCOD CHAR(6) NOT NULL PRIMARY KEY,
    PRLNAM VARCHAR(40),
    PRLTYP CHAR(1),
    CURCOD CHAR(3),
    VATINC CHAR(1),
    VALFRM DECIMAL(8,0),
    VALTO DECIMAL(8,0),
    CHGDAT DECIMAL(8,0),
    CHGTIM DECIMAL(6,0),
    DELFLG CHAR(1)
  )`,
  `CREATE TABLE "dbo.PRICLN" (
    PRLCOD CHAR(6) NOT NULL,
    ITEMNO CHAR(15) NOT NULL,
    PRICE DECIMAL(15,2),
    MINQTY DECIMAL(11,3),
    DSCPCT DECIMAL(5,2),
    CHGDAT DECIMAL(8,0),
    CHGTIM DECIMAL(6,0),
    DELFLG CHAR(1),
    PRIMARY KEY (PRLCOD, ITEMNO)
  ) WITHOUT ROWID`,
  `CREATE TABLE "dbo.STKBAL" (
    WHSNO CHAR(3) NOT NULL,
    ITEMNO CHAR(15) NOT NULL,
    QTYONH DECIMAL(11,3),
    QTYRSV DECIMAL(11,3),
    QTYORD DECIMAL(11,3),
    BINLOC CHAR(8),
    BLKFLG CHAR(1),
    CNTDAT DATE,
    CHGDAT DECIMAL(8,0),
    CHGTIM DECIMAL(6,0),
    DELFLG CHAR(1),
    PRIMARY KEY (WHSNO, ITEMNO)
  ) WITHOUT ROWID`,
];

/** Indexes of the item module. */
export const itemIndexes: readonly string[] = [
  `CREATE INDEX "ITEMMF_L1" ON "dbo.ITEMMF" (ITEMST)`,
  `CREATE INDEX "ITEMMF_L2" ON "dbo.ITEMMF" (ITEMGR)`,
  `CREATE INDEX "ITEMMF_L3" ON "dbo.ITEMMF" (CHGDTM)`,
  `CREATE INDEX "PRICLN_L1" ON "dbo.PRICLN" (ITEMNO)`,
  `CREATE INDEX "STKBAL_L1" ON "dbo.STKBAL" (ITEMNO)`,
];
