// The contract of the drop channel and of its folder of acknowledgements: what every adapter promises, as named
// guarantees that run against each of them.
import { afterAll, afterEach, beforeAll, describe } from '@jest/globals';
import { acknowledgementCases } from './acknowledgement-cases.js';
import type { DropFixture } from './drop-channel-fixture.js';
import { doubtCases } from './drop-doubt-cases.js';
import { endingCases } from './drop-ending-cases.js';
import { lookCases } from './drop-look-cases.js';
import { publishCases } from './drop-publish-cases.js';

/** Registers the contract for one place; `misbehaves` says whether it can be told to fail. */
export function dropChannelContract(place: string, make: () => Promise<DropFixture>, misbehaves: boolean): void {
  describe(`the contract of a drop channel, kept by ${place}`, () => {
    let made: DropFixture | undefined;
    beforeAll(async () => {
      made = await make();
    }, 60_000);
    afterEach(async () => {
      made?.behave();
      await made?.clear();
    });
    afterAll(() => made?.close());
    const fixture = (): DropFixture => {
      if (made === undefined) throw new Error(`${place} could not be prepared`);
      return made;
    };

    describe('publishing', () => publishCases(fixture));
    describe('ending', () => endingCases(fixture));
    describe('looking', () => lookCases(fixture));
    describe('acknowledgements', () => acknowledgementCases(fixture));
    if (misbehaves) describe('doubt', () => doubtCases(fixture));
  });
}
