// The approved views of schema `api`: all that the reading login may see, with the ugly column names as they are.
// A view never filters and never translates; deleted rows (DELFLG) are in it, so that hiding them is the reader's rule.

interface ApprovedView {
  readonly name: string;
  readonly table: string;
  readonly columns: string;
}

const approved: readonly ApprovedView[] = [
  {
    name: 'Customers',
    table: 'CUSTMF',
    columns:
      'CUSTNO, CUSTNM, CUSTNU, SRCHNM, CUSTTP, CUSTST, HOLD, VATNO, LANGCD, CURCOD, PAYTRM, PRLCOD, CRDLIM, BALAMT, ' +
      'TURNOV, SYSKEY, EXTID, EMAIL, PHONE, NWSFLG, NOTE, CRTDAT, CHGDAT, CHGTIM, CHGUSR, CHGREF, DELFLG, ROWVER',
  },
  {
    name: 'CustomerAddresses',
    table: 'CUSTAD',
    columns: 'CUSTNO, ADRSEQ, ADRTYP, ADRNM, STREET, STREE2, ZIPCOD, CITY, CNTRY, DFTFLG, CHGDAT, CHGTIM, DELFLG',
  },
  {
    name: 'Items',
    table: 'ITEMMF',
    columns:
      'ITEMNO, ITEMTX, ITEMTU, LNGTXT, ITEMGR, ITEMST, UNIT, VATCOD, STKITM, BASPRC, GRSWGT, EANNO, CNTDAT, CRTDTM, ' +
      'CHGDTM, THUMB, DELFLG, ROWVER',
  },
  {
    name: 'StockLevels',
    table: 'STKBAL',
    columns: 'WHSNO, ITEMNO, QTYONH, QTYRSV, QTYORD, BINLOC, BLKFLG, CNTDAT, CHGDAT, CHGTIM, DELFLG',
  },
  {
    name: 'PriceLists',
    table: 'PRICLS',
    columns: 'PRLCOD, PRLNAM, PRLTYP, CURCOD, VATINC, VALFRM, VALTO, CHGDAT, CHGTIM, DELFLG',
  },
  { name: 'Prices', table: 'PRICLN', columns: 'PRLCOD, ITEMNO, PRICE, MINQTY, DSCPCT, CHGDAT, CHGTIM, DELFLG' },
  {
    name: 'Orders',
    table: 'ORDHED',
    columns:
      'ORDNO, CUSTNO, ORDTYP, ORDSTS, HOLD, ORDDAT, ORDTIM, REQDAT, ORDTOT, ORDCUR, ORDTXT, YOURRF, EXTREF, DLVADR, ' +
      'SALREP, CHGDAT, CHGTIM, CHGUSR, CHGREF, DELFLG, ROWVER',
  },
  {
    name: 'OrderLines',
    table: 'ORDLIN',
    columns: 'ORDNO, LINNO, ITEMNO, LINTXT, QTY, QTYDLV, UNIT, UPRICE, DSCPCT, LINAMT, LINSTS, DELFLG',
  },
  {
    name: 'Invoices',
    table: 'INVHED',
    columns:
      'INVNO, CUSTNO, ORDNO, INVTYP, INVSTS, DISPUT, INVDAT, DUEDAT, PAYDAT, INVCUR, NETAMT, VATAMT, TOTAMT, OPNAMT, ' +
      'PSTDTM, CHGDAT, CHGTIM, DELFLG',
  },
  {
    name: 'InvoiceLines',
    table: 'INVLIN',
    columns: 'INVNO, LINNO, ITEMNO, LINTXT, QTY, UPRICE, LINAMT, VATPCT, DELFLG',
  },
  {
    name: 'Shipments',
    table: 'SHPHED',
    columns:
      'SHPNO, ORDNO, CUSTNO, WHSNO, SHPSTS, SHPDAT, SHPTIM, DLVDAT, PICTIM, TRKUPD, CARCOD, TRKNO, WEIGHT, PARCEL, ' +
      'SIGNED, CHGDAT, CHGTIM, DELFLG',
  },
  { name: 'Heartbeat', table: 'SYSBEA', columns: 'BEATAT' },
];

/** The names of the approved views, schema included. */
export const viewNames: readonly string[] = approved.map((view) => `api.${view.name}`);

/** The table behind an approved view. Throws for a name that is none. */
export function tableOf(viewName: string): string {
  const view = approved.find(({ name }) => `api.${name}` === viewName);
  if (view === undefined) throw new Error(`${viewName} is not an approved view.`);
  return `dbo.${view.table}`;
}

/** DDL of the approved views. */
export const apiViews: readonly string[] = approved.map(
  (view) => `CREATE VIEW "api.${view.name}" AS SELECT ${view.columns} FROM "dbo.${view.table}"`,
);
