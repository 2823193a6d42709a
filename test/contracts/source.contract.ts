// The contract of the Source port: what every adapter promises, as named guarantees that run against each of them.
import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { childrenCases } from './source-children-cases.js';
import { endingCases } from './source-ending-cases.js';
import type { Ability, ContractSetup, SourceFixture } from './source-fixture.js';
import { blankCases, pagingCases } from './source-paging-cases.js';
import { codePageCases, conditionCases, valueCases } from './source-reading-cases.js';
import { serverCases } from './source-server-cases.js';

/** Registers the contract for one place. What the place cannot do is skipped, with the reason in the group's name. */
export function sourceContract(place: string, setup: ContractSetup): void {
  describe(`the contract of a source, kept by ${place}`, () => {
    let made: SourceFixture | undefined;
    beforeAll(async () => {
      made = await setup.make();
    }, 60_000);
    afterAll(() => made?.close());
    const fixture = (): SourceFixture => {
      if (made === undefined) throw new Error(`${place} could not be prepared`);
      return made;
    };
    const group = (name: string, register: (test: typeof it) => void, ability?: Ability): void => {
      if (ability !== undefined && setup.without.includes(ability)) return;
      const reason = ability === undefined ? undefined : setup.cannot[ability];
      if (reason === undefined) describe(name, () => register(it));
      else describe(`${name}: cannot be tried here, ${reason}`, () => register(it.skip as typeof it));
    };

    group('values', () => valueCases(fixture));
    group('conditions', () => conditionCases(fixture));
    group('code pages', (test) => codePageCases(fixture, test), 'bounded code page');
    group('pages', () => pagingCases(fixture));
    group('blanks', (test) => blankCases(fixture, test), 'blanks are equal in order');
    group('children', () => childrenCases(fixture));
    group('endings', () => endingCases(fixture));
    group('a server that misbehaves', (test) => serverCases(fixture, test), 'misbehaving server');
  });
}
