// Mistakes in how an unknown outcome is found out: by a natural key within a time bound, and by a procedure.
import { describe, expect, it } from '@jest/globals';
import { tellsEach } from './mistake.js';
import type { Mistake } from './mistake.js';
import { broken, loadSmall } from './small-facade.js';
import { droppingTexts } from './dropping-facade.js';
import { askingTexts, naturalTexts } from './verifying-facade.js';
import { writingTexts } from './writing-facade.js';

const orders = 'resources/orders.yaml';
const since = 'since: { column: CRTDTM, timezone: Europe/Copenhagen, skew: 30s }';
const match = 'match: { CUSTNO: customerId, DELFLG: { constant: "N" } }';

const inNaturalKeys: readonly Mistake[] = [
  ['no time bound', orders, `${since}\n        `, '', 'nothing else tells this create from one like it', match],
  ['a stamp that is not there', orders, 'column: CRTDTM', 'column: CRTDAT', 'has no column "CRTDAT"'],
  [
    'a stamp without a zone',
    orders,
    ', timezone: Europe/Copenhagen, skew',
    ', skew',
    'give `timezone`',
    'column: CRTDTM',
  ],
  ['a stamp of no time', orders, 'column: CRTDTM', 'column: ORDTXT', 'must be datetime', 'since: { column: ORDTXT'],
  ['a zone that is none', orders, 'Copenhagen, skew', 'Kopenhagen, skew', 'must be a zone of the IANA database'],
  ['a date without its time', orders, 'column: CRTDTM', 'date: CHGDAT', 'is required and missing', since.slice(0, 8)],
  ['clocks that are too far apart', orders, 'skew: 30s', 'skew: 2h', 'must be between 1s and 1h'],
  [
    'a key of constants',
    orders,
    'CUSTNO: customerId, DELFLG',
    'DELFLG',
    'holds no field of the input',
    'match: { DELFLG',
  ],
  [
    'a field that may be left out',
    orders,
    'CUSTNO: customerId, DELFLG',
    'CUSTNO: customerId, REQDAT: requestedOn, DELFLG',
    'requestedOn can be absent or null',
  ],
  [
    'a reference beside it',
    orders,
    'CUSTNO: customerId, DELFLG',
    'EXTREF: $command.id, DELFLG',
    'has nothing to add',
    since,
  ],
  [
    'an order that does not hold the key',
    orders,
    'by: "customers/{customerId}", ',
    '',
    'must be made of fields under `match` of its verification ({customerId})',
    'order: {',
  ],
  ['twins that pass', orders, 'whenParked: block', 'whenParked: pass', 'must be block'],
  ['rows nobody can tell apart', orders, 'results: { id: ORDNO }\n', 'results: {}\n', 'must hold "id"'],
];

const inQuestions: readonly Mistake[] = [
  ['an unknown procedure', orders, 'erp.OrderOutcome', 'erp.OrderOutcom', 'is not in shape.lock.yaml'],
  [
    'an unknown channel',
    orders,
    'procedure: erp.OrderOutcome',
    'procedure: erp.OrderOutcome\n        channel: asking',
    'no channel is called "asking"',
    'channel: asking',
  ],
  [
    'an unknown parameter',
    orders,
    'Ref: $command.id }\n        answer',
    'Reference: $command.id }\n        answer',
    'has no parameter "Reference"',
    'parameters: { Reference',
  ],
  ['a table', orders, 'procedure: erp.OrderOutcome', 'procedure: erp.Order', 'takes a table, Lines'],
  [
    'a create nobody could name',
    orders,
    'Ref: $command.id }\n        answer',
    'Ref: customerId }\n        answer',
    'nothing else tells this create from one like it',
    'parameters: { Ref: customerId',
  ],
  [
    'an output that is none',
    orders,
    'output: Outcome',
    'output: Outcom',
    'has no output parameter "Outcom". Did you mean "Outcome"?',
  ],
  ['a result that is none', orders, 'results: { id: No }', 'results: { id: Nr }', 'has no output parameter "Nr"'],
  ['a code without quotes', orders, 'happened: ["J"]', 'happened: [J]', 'a legacy code must stand in quotes'],
  ['a code that does not fit', orders, 'happened: ["J"]', 'happened: ["JA"]', 'can never stand in Outcome'],
  ['a code that means two things', orders, 'unknown: ["?"]', 'unknown: ["N"]', '"N" means something already'],
  ['no code for a no', orders, 'didNotHappen: ["N"], ', '', 'is required and missing', 'answer: {'],
  ['a return status in letters', orders, 'output: Outcome, ', '', 'it is compared with the return status', 'answer: {'],
];

tellsEach('a natural key', inNaturalKeys, naturalTexts);
tellsEach('a question', inQuestions, askingTexts);

const faultsOf = (texts: Parameters<typeof loadSmall>[0]): readonly string[] => {
  const outcome = loadSmall(texts);
  return outcome.ok ? [] : outcome.faults.map(({ message }) => message);
};

describe('a verification with many mistakes', () => {
  it('is told of all of them at once', () => {
    const order = broken(orders, 'by: "customers/{customerId}", whenParked: block', 'whenParked: pass', naturalTexts);
    const key = broken(orders, 'CUSTNO: customerId, DELFLG', 'CUSTNO: customerId, REQDAT: requestedOn, DELFLG', order);
    const all = broken(
      orders,
      'results: { id: ORDNO }\n',
      'results: {}\n',
      broken(orders, 'skew: 30s', 'skew: 2h', key),
    );
    const told = faultsOf(all).join('\n');
    for (const one of ['absent or null', 'must be made of fields', 'must be block', 'must hold "id"', '1s and 1h'])
      expect(told).toContain(one);
  });
});

describe('a time bound', () => {
  it('is refused where there is another proof: of changes, and of files, whose session nobody sees end', () => {
    const change = broken(
      orders,
      'Tot: total, Ref: $command.id }\n      verify: none',
      `Tot: total, Ref: $command.id }\n      verify: { source: replica, view: api.Orders, match: { ORDNO: $key, EXPFLG: express }, ${since} }`,
      writingTexts,
    );
    expect(faultsOf(change).join('\n')).toContain('is for creates');
    const file = broken(
      'resources/counts.yaml',
      'match: { EXTREF: $command.id } }',
      `match: { EXTREF: day }, since: { column: CRTDTM, timezone: UTC } }`,
      droppingTexts,
    );
    expect(faultsOf(file).join('\n')).toContain('is for procedures');
  });
});

describe('a file drop', () => {
  it('says which channel calls the procedure that is asked about its records', () => {
    const asked = broken(
      'resources/counts.yaml',
      'verify: { source: replica, view: api.Orders, match: { EXTREF: $command.id } }',
      'verify: { procedure: erp.OrderOutcome, parameters: { Ref: $command.id }, answer: { happened: ["0"], didNotHappen: ["1"] } }',
      droppingTexts,
    );
    expect(faultsOf(asked).join('\n')).toContain('say which channel calls the procedure');
  });
});
