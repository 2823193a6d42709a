// Mistakes in the writes suggested to newcomers: each is told with its file, its line and a way out.
import { describe, expect, it } from '@jest/globals';
import { tellsEach } from './mistake.js';
import type { Mistake } from './mistake.js';
import { broken, loadSmall } from './small-facade.js';
import { catalogueOf, writingTexts } from './writing-facade.js';

const facade = 'facade.yaml';
const example =
  'writeExamples:\n  - operation: orders.create\n    body: { customerId: "C1", lines: [{ number: 1 }] }\n';
const suggesting = broken(facade, 'channels:\n', `${example}channels:\n`, writingTexts);

const inWrites: readonly Mistake[] = [
  ['an operation nobody has', facade, 'orders.create', 'order.create', 'nothing is created by "order.create". Did you'],
  ['one that changes', facade, 'orders.create', 'orders.amend', 'must be the id of an operation that creates'],
  ['a required member left out', facade, '{ customerId: "C1", lines', '{ lines', 'is without customerId'],
  ['a member nobody takes', facade, '{ customerId:', '{ colour: 1, customerId:', 'it takes customerId, status'],
  ['a value nobody takes', facade, '"C1", lines', '1, lines', 'would be refused with 400', 'body: { customerId: 1'],
  ['an entry nobody takes', facade, '{ number: 1 }', '{ number: one }', 'would be refused with 400'],
];

tellsEach('a suggested write', inWrites, suggesting);

describe('a suggested write', () => {
  it('is handed on as it is written', () => {
    const body = { customerId: 'C1', lines: [{ number: 1 }] };
    expect(catalogueOf(suggesting).writeExamples).toEqual([{ operation: 'orders.create', body }]);
  });

  it('adds no fault of its own to an operation that has faults', () => {
    const texts = broken('resources/orders.yaml', 'customerId: required', 'costumerId: required', suggesting);
    const outcome = loadSmall(texts);
    const told = outcome.ok ? [] : outcome.faults.filter(({ path }) => path.includes('writeExamples'));
    expect(outcome.ok).toBe(false);
    expect(told).toEqual([]);
  });
});
