// The contract of the Source port: what every adapter promises, as named guarantees that run against each of them.
import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { childrenCases } from './source-children-cases.js';
import { endingCases } from './source-ending-cases.js';
import type { Ability, ContractSetup, SourceFixture } from './source-fixture.js';
import { pagingCases } from './source-paging-cases.js';
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
    const group = (name: string, ability?: Ability): [string, typeof it] => {
      const reason = ability === undefined ? undefined : setup.cannot[ability];
      return reason === undefined ? [name, it] : [`${name} (${place} cannot: ${reason})`, it.skip as typeof it];
    };
    const within = (named: [string, typeof it], register: (test: typeof it) => void): void =>
      describe(named[0], () => register(named[1]));

    within(group('values'), () => valueCases(fixture));
    within(group('conditions'), () => conditionCases(fixture));
    within(group('code pages', 'bounded code page'), (test) => codePageCases(fixture, test));
    within(group('pages'), () => pagingCases(fixture));
    within(group('children'), () => childrenCases(fixture));
    within(group('endings'), () => endingCases(fixture));
    within(group('a server that misbehaves', 'misbehaving server'), (test) => serverCases(fixture, test));
  });
}
