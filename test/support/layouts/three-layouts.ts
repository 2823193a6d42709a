// Three layouts such as an ERP has them: fixed width, csv and XML.
import { ATTRIBUTE, acknowledgementOf, bytes, column, datedName, ELEMENT, item, layoutOf } from './sample-layouts.js';

/** A quantity. */
export const DECIMAL = { kind: 'decimal', precision: 11, scale: 3 } as const;
/** With a point, never negative. */
export const NUMBER = { kind: 'number', decimal: 'point', signed: false } as const;

/** Amendments of orders. */
export const amendments = layoutOf({
  header: [
    { kind: 'text', text: 'H' },
    { kind: 'date', format: 'yyyymmdd' },
    { kind: 'sequence', width: 5 },
  ],
  record: [
    item('ORDER', '$key', bytes(1, 12)),
    item('TEXT', 'note', bytes(13, 12), { absent: '{unchanged}', null: '{clear}' }),
    item('WANTED', 'requestedOn', bytes(25, 8), {
      type: { kind: 'date' },
      text: { kind: 'date', format: 'yyyymmdd' },
      absent: '99999999',
      null: '00000000',
    }),
    item('REF', '$command.id', bytes(33, 26)),
  ],
  trailer: [
    { kind: 'text', text: 'T' },
    { kind: 'count', width: 7 },
  ],
  done: [{ kind: 'file' }, { kind: 'text', text: '.OK' }],
  acknowledgement: acknowledgementOf(),
});

/** New customers. */
export const customers = layoutOf({
  format: { kind: 'csv', delimiter: ';', quote: 'needed', columnRow: true },
  encoding: 'iso-8859-1',
  fileName: datedName('CUS', '.CSV'),
  record: [
    item('REF', '$command.id', column()),
    item('NAME', 'name', column(10)),
    item('LIMIT', 'creditLimit', column(), {
      type: { kind: 'decimal', precision: 15, scale: 2 },
      text: { kind: 'number', decimal: 'comma', signed: false },
      absent: '',
      null: 'NONE',
    }),
    item('NEWS', 'wantsNewsletter', column(), {
      type: { kind: 'boolean' },
      text: { kind: 'flags', whenTrue: 'J', whenFalse: 'N' },
      absent: 'N',
    }),
  ],
  trailer: [
    { kind: 'text', text: '#END;' },
    { kind: 'count' },
    { kind: 'text', text: ';' },
    { kind: 'total', field: 'creditLimit' },
  ],
});

/** Counts of stock, with lines. */
export const counts = layoutOf({
  format: {
    kind: 'xml',
    root: 'StockCounts',
    rootAttributes: [
      { name: 'date', value: [{ kind: 'date', format: 'yyyy-mm-dd' }] },
      { name: 'count', value: [{ kind: 'count' }] },
      { name: 'total', value: [{ kind: 'total', field: 'lines.quantity' }] },
    ],
    element: 'Count',
  },
  encoding: 'utf-8',
  newline: 'lf',
  fileName: datedName('STK', '.XML'),
  record: [item('ref', '$command.id', ATTRIBUTE), item('Comment', 'comment', ELEMENT, { absent: '', null: '-' })],
  lists: [
    {
      child: 'lines',
      element: 'Line',
      record: [
        item('item', 'itemId', ATTRIBUTE),
        item('quantity', 'quantity', ATTRIBUTE, { type: DECIMAL, text: NUMBER }),
      ],
    },
  ],
});
