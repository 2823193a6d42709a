// Shapes: what changed at the ERP, and the text of the lock.
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { compareShapes, isNote, shapeDifferenceText } from './compare-shapes.js';
import { shapesOfLock } from './locked-shapes.js';
import type { ShapesBySource } from './locked-shapes.js';
import { renderShapeLock } from './render-shape-lock.js';
import { shapeLockFile } from './shape-lock-file.js';

const shapes = (views: Record<string, Record<string, string>>): ShapesBySource =>
  shapesOfLock({ sources: { replica: views } });

const locked = shapes({
  'api.Orders': { ORDNO: 'char(12) not null', TOTAL: 'decimal(15,2)', GONE: 'int' },
  'api.Old': { X: 'int' },
});
const live = shapes({
  'api.New': { X: 'int' },
  'api.Orders': { ORDNO: 'char(12)', TOTAL: 'money', NEW: 'bit' },
});

const none = new Map<string, never>();

describe('comparing shapes', () => {
  it('finds nothing between equals', () => {
    expect(compareShapes(locked, locked)).toEqual([]);
  });

  it('tells every difference in one line, and which are only worth a note', () => {
    const lines = compareShapes(locked, live).map(
      (found) => `${isNote(found) ? 'note' : '!'} ${shapeDifferenceText(found)}`,
    );
    expect(lines).toEqual([
      '! replica: api.Orders.ORDNO may be null now',
      '! replica: api.Orders.TOTAL was decimal(15,2) and is money',
      '! replica: api.Orders has no column GONE any more',
      'note replica: api.Orders has a new column NEW',
      '! replica: api.Old does not exist at the server, or this login may not see it',
      'note replica: api.New is not in the lock yet',
    ]);
  });
});

describe('the text of a lock', () => {
  it('says who writes it, and is the same whatever the order of views', () => {
    const turned = new Map([['replica', [...(locked.get('replica') ?? [])].reverse()]]);
    expect(renderShapeLock(turned, none)).toBe(renderShapeLock(locked, none));
    expect(renderShapeLock(locked, none)).toContain('banyan check --live');
  });

  it('keeps columns in the order of the view, and reads back as it was', () => {
    const odd = shapes({
      'api.Odd': { '2': 'int', b: 'bit', '1': 'datetime2(7) not null', NO: 'char(1)', 'a: #b': 'date' },
    });
    const ordered = new Map([
      ['replica', [...(odd.get('replica') ?? [])].map((view) => ({ ...view, columns: [...view.columns].reverse() }))],
    ]);
    const text = renderShapeLock(ordered, none);
    expect(text.indexOf('a: #b')).toBeLessThan(text.indexOf('NO'));
    expect(compareShapes(shapesOfLock(shapeLockFile.parse(parse(text))), ordered)).toEqual([]);
  });
});
