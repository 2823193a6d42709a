// Procedures in the lock: what changed at the ERP, and a text that loses nothing.
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { compareProcedures, isProcedureNote, procedureDifferenceText } from './compare-procedures.js';
import { proceduresOfLock } from './locked-procedures.js';
import type { ProceduresByChannel } from './procedure-declaration.js';
import { renderShapeLock } from './render-shape-lock.js';
import { shapeLockFile } from './shape-lock-file.js';

type Texts = Record<string, Record<string, string>>;

const declared = (procedures: Texts, tableTypes: Texts = {}): ProceduresByChannel =>
  proceduresOfLock(shapeLockFile.parse({ sources: {}, channels: { orders: { procedures, tableTypes } } }));

const locked = declared(
  {
    'erp.Order': { No: 'char(12)', Lines: 'table erp.List', Gone: 'int', Out: 'money output' },
    'erp.Old': { X: 'int' },
  },
  { 'erp.List': { A: 'int not null', B: 'char(1)' } },
);

describe('comparing procedures', () => {
  it('finds nothing between equals', () => {
    expect(compareProcedures(locked, locked)).toEqual([]);
  });

  it('tells every difference in one line; all but a new procedure can break a call', () => {
    const live = declared(
      {
        'erp.Order': { No: 'char(10)', Lines: 'table erp.List', Out: 'money', More: 'int' },
        'erp.New': {},
      },
      { 'erp.List': { B: 'char(1)', A: 'int not null' } },
    );
    const lines = compareProcedures(locked, live).map(
      (found) => `${isProcedureNote(found) ? 'note' : '!'} ${procedureDifferenceText(found)}`,
    );
    expect(lines).toEqual([
      '! orders: erp.Order.No was char(12) and is char(10)',
      '! orders: erp.Order.Lines was table erp.List (A int not null, B char(1)) and is table erp.List (B char(1), A int not null)',
      '! orders: erp.Order has no parameter Gone any more',
      '! orders: erp.Order.Out was money output and is money',
      '! orders: erp.Order has a new parameter More',
      '! orders: erp.Old does not exist at the server, or this login may not see it',
      'note orders: erp.New is not in the lock yet',
    ]);
  });
});

describe('the text of a lock with procedures', () => {
  it('keeps parameters and columns in their order, and reads back as it was', () => {
    const text = renderShapeLock(new Map(), locked);
    expect(text.indexOf('Out:')).toBeGreaterThan(text.indexOf('Gone:'));
    expect(proceduresOfLock(shapeLockFile.parse(parse(text)))).toEqual(
      new Map([['orders', [...(locked.get('orders') ?? [])].reverse()]]),
    );
  });

  it('says nothing of channels where there are none', () => {
    expect(renderShapeLock(new Map(), new Map())).not.toContain('channels:');
  });
});
