// The contract of the Channel port: what every adapter promises, as named guarantees that run against each of them.
import { afterAll, afterEach, beforeAll, describe } from '@jest/globals';
import { answerCases } from './channel-answer-cases.js';
import { doubtCases } from './channel-doubt-cases.js';
import type { ChannelFixture } from './channel-fixture.js';
import { questionCases } from './channel-question-cases.js';

/** Registers the contract for one place. */
export function channelContract(place: string, make: () => Promise<ChannelFixture>): void {
  describe(`the contract of a channel, kept by ${place}`, () => {
    let made: ChannelFixture | undefined;
    beforeAll(async () => {
      made = await make();
    }, 60_000);
    afterEach(() => made?.behave());
    afterAll(() => made?.close());
    const fixture = (): ChannelFixture => {
      if (made === undefined) throw new Error(`${place} could not be prepared`);
      return made;
    };

    describe('answers', () => answerCases(fixture));
    describe('doubt', () => doubtCases(fixture));
    describe('questions', () => questionCases(fixture));
  });
}
